import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from './platform/errors/index.ts'
import { defineJob } from './platform/jobs/index.ts'

/** Longest time a build may take, in seconds. */
const LIMIT = 24 * 3600

/**
 * The job that builds an edition: the command `fairlist build` in a process of its own, so that the server's memory and
 * event loop are untouched. It tells its progress through `build/status.json`. It is not tried again: whoever ordered it
 * sees why it failed and decides.
 */
export function createBuildJob({ data }: { data: string }) {
  return defineJob({
    name: 'build-edition',
    payload: z.object({ build: z.string(), uploads: z.string() }),
    attempts: 1,
    limit: LIMIT,
    parallel: 1,
    run: async ({ uploads }, { signal }) => {
      const program = join(import.meta.dirname, 'main.ts')
      const child = spawn(process.execPath, [program, 'build', '--uploads', uploads, '--data', data, '--json'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let words = ''
      child.stderr.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-2000)))
      const cancel = () => void child.kill('SIGTERM')
      signal.addEventListener('abort', cancel)
      const [code] = (await once(child, 'close')) as [number | null]
      signal.removeEventListener('abort', cancel)
      if (code === 0) return
      throw new AppError('internal', 'The build did not end well.', { detail: words.trim().split('\n').at(-1) ?? '' })
    },
  })
}
