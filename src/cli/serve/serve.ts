import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWeb } from '../../app-web.ts'
import { createApp } from '../../app.ts'
import type { App } from '../../app.ts'
import { loadConfig } from '../../config.ts'
import type { Config } from '../../config.ts'
import { holdLock } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { findJsonFile, writeJsonFile } from '../../platform/files/index.ts'
import { createReport } from '../report.ts'
import type { Report } from '../report.ts'
import { stopSignal } from '../stop-signal.ts'
import { judgeExposure, judgeUnclaimed } from './judge-exposure.ts'

/** How to serve an instance. */
export type ServeOptions = {
  /** Port asked for; absent: 4600 or the next free one; 0: any. */
  port?: number
  /** Address to listen on, and what stands before it; absent: as configured. */
  host?: string
  tlsCert?: string
  tlsKey?: string
  trustedProxy?: string
  data: string
}

const LOOPBACK = '127.0.0.1'
const USUAL_PORT = 4600
const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/**
 * Runs the instance until a signal ends it: PostgreSQL, sample edition where there is none, web application, server.
 * Prints `ready` and the address on one line of stdout when it answers. One server a data directory.
 */
export async function serve({ port, data, ...asked }: ServeOptions): Promise<void> {
  const signal = stopSignal()
  const report = createReport()
  const { host, config } = await readExposure(asked)
  const lock = await holdLock(join(data, 'serve.lock'))
  if (!lock) throw await alreadyServed(data)
  let app: App | null = null
  try {
    const web = await buildWeb({ cache: config.webCache, fallback: data, progress: report.progress })
    report.end()
    await buildSample({ data, report, signal })
    signal.throwIfAborted()
    app = await createApp({ config, data, web, progress: report.progress })
    report.end()
    if (app.postgres.notice) report.say(app.postgres.notice)
    signal.throwIfAborted()
    const unclaimed = (await app.people.hasOperator()) ? null : judgeUnclaimed(host)
    if (unclaimed) throw new AppError('forbidden', unclaimed)
    const bound = await listen(app, { host, asked: port })
    const address = isWildcard(host) ? (config.publicUrl ?? bound) : bound
    await writeJsonFile(join(data, 'server.json'), { pid: process.pid, address })
    process.stdout.write(`ready ${address}\n`)
    await untilStopped(app, signal)
    report.say('Stopping …')
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    report.end()
    await app?.close()
    await rm(join(data, 'server.json'), { force: true })
    lock.release()
  }
}

/** What to listen on and with what, from options and configuration. Throws `bad_input` when that would not be safe. */
async function readExposure(asked: Omit<ServeOptions, 'port' | 'data'>): Promise<{ host: string; config: Config }> {
  const given = loadConfig()
  const config = {
    ...given,
    tlsCert: asked.tlsCert ?? given.tlsCert,
    tlsKey: asked.tlsKey ?? given.tlsKey,
    trustedProxy: asked.trustedProxy ?? given.trustedProxy,
  }
  const { tlsCert, tlsKey, trustedProxy, publicUrl } = config
  const host = asked.host ?? given.host ?? LOOPBACK
  const proxy = trustedProxy !== undefined
  const wrong = judgeExposure({ host, cert: tlsCert !== undefined, key: tlsKey !== undefined, proxy, publicUrl })
  if (wrong) throw new AppError('bad_input', wrong)
  if (tlsCert === undefined || tlsKey === undefined) return { host, config }
  return { host, config: { ...config, tls: { cert: await readPem(tlsCert), key: await readPem(tlsKey) } } }
}

async function readPem(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('bad_input', `The file ${path} cannot be read.`, { cause })
  })
  if (text.includes('-----BEGIN ')) return text
  throw new AppError('bad_input', `The file ${path} holds no PEM: it must begin with -----BEGIN.`)
}

/** Whether it stands for all addresses of the machine, so that nobody can call it. */
function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

async function alreadyServed(data: string): Promise<AppError> {
  const other = await findJsonFile(join(data, 'server.json')).catch(() => null)
  const address = other && typeof other === 'object' && 'address' in other ? ` at ${String(other.address)}` : ''
  return new AppError('busy', `Another Fairlist serves ${data} already${address}. Stop it, or give another --data.`)
}

/** Builds the sample world in a process of its own, when the instance has no edition yet. */
async function buildSample({
  data,
  report,
  signal,
}: {
  data: string
  report: Report
  signal: AbortSignal
}): Promise<void> {
  if (await findJsonFile(join(data, 'current.json'))) return
  const feeds = join(PROGRAM, '..', 'samples', 'feeds')
  const names = await readdir(feeds).catch(() => [])
  const files = names.filter((name) => name.endsWith('.csv')).toSorted()
  if (files.length === 0 || signal.aborted) return
  report.say('Building the sample edition')
  const paths = files.map((name) => join(feeds, name))
  const child = spawn(process.execPath, [join(PROGRAM, 'main.ts'), 'build', ...paths, '--sample', '--data', data], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = () => void child.kill('SIGTERM')
  signal.addEventListener('abort', stop)
  const [code] = (await once(child, 'close')) as [number | null]
  signal.removeEventListener('abort', stop)
  if (code !== 0 && !signal.aborted) report.say('The sample edition could not be built; the server starts without one.')
}

/** Listens on the port asked for, or on the first free one from the usual on. */
async function listen({ http }: App, { host, asked }: { host: string; asked: number | undefined }): Promise<string> {
  const last = asked ?? USUAL_PORT + 50
  for (let port = asked ?? USUAL_PORT; ; port++) {
    try {
      await http.listen({ host, port })
      const address = http.server.address()
      const scheme = 'setSecureContext' in http.server ? 'https' : 'http'
      const name = host.includes(':') ? `[${host}]` : host
      return `${scheme}://${name}:${typeof address === 'object' && address ? address.port : port}`
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : ''
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause
      if (port < last) continue
      throw new AppError(
        'unavailable',
        `Port ${port} on ${host} is ${code === 'EACCES' ? 'not allowed' : 'taken'}. Give another --port.`,
        { cause },
      )
    }
  }
}

/** Waits for a signal; an end of the database that nobody asked for is a failure. */
async function untilStopped({ postgres, log }: App, signal: AbortSignal): Promise<void> {
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort')
  const ended = await Promise.race([stopped.then(() => false), postgres.ended.then(() => true)])
  if (!ended || signal.aborted) return
  log.fatal('PostgreSQL ended by itself')
  throw new AppError(
    'unavailable',
    'PostgreSQL has ended unasked; its log is in the data directory. Start Fairlist again.',
  )
}
