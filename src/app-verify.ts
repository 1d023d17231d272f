import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from './config.ts'
import { AppError } from './platform/errors/index.ts'
import { defineJob } from './platform/jobs/index.ts'

/** Longest time a run may take, in seconds: it is over when the next one is due. */
const LIMIT = 55 * 60
/** Addresses of one run: what the pace allows in that time for a mixed list. */
const ADDRESSES = 20_000

type Options = { data: string; config: Pick<Config, 'egress'>; hasEdition: () => boolean }

/**
 * The job that asks mail servers, every hour, for addresses of the edition being served that are due: the command `fairlist
 * verify --edition` in a process of its own. Without egress it has no schedule and does nothing. What it finds out goes into the
 * next build. A run that is cut off loses nothing: the next one goes on.
 */
export function createVerifyJob({ data, config, hasEdition }: Options) {
  const on = config.egress !== undefined
  return defineJob({
    name: 'verify-edition',
    payload: z.object({}),
    ...(on ? { schedule: { cron: '23 * * * *', payload: {} } } : {}),
    attempts: 1,
    limit: LIMIT,
    parallel: 1,
    run: async (_payload, { signal, log }) => {
      if (!on || !hasEdition()) return
      const program = join(import.meta.dirname, 'main.ts')
      const args = [program, 'verify', '--edition', '--limit', String(ADDRESSES), '--data', data, '--json']
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
      let said = ''
      let words = ''
      child.stdout.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)))
      child.stderr.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-2000)))
      const cancel = () => void child.kill('SIGTERM')
      signal.addEventListener('abort', cancel)
      const [code] = (await once(child, 'close')) as [number | null]
      signal.removeEventListener('abort', cancel)
      if (code === 0) return log.info({ said: said.trim() }, 'addresses verified')
      if (signal.aborted) return
      throw new AppError('internal', 'Verification did not end well.', {
        detail: words.trim().split('\n').at(-1) ?? '',
      })
    },
  })
}
