import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { access, chown, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { AppError } from '../errors/index.ts'
import { writeFileAtomic } from '../files/index.ts'
import type { Progress } from '../progress/index.ts'
import { findBinaries } from './find-binaries.ts'
import { findPostmaster, isAlive, signalProcess, stopPostmaster } from './postmaster.ts'
import { chooseRunAs } from './run-as.ts'
import type { RunAs } from './run-as.ts'

/** A running PostgreSQL of our own. */
export type Cluster = {
  /** Address for the superuser, for setting up only. */
  url: string
  /** Number of the server process. */
  pid: number
  /** True when it was running already, left behind by a process that was killed. */
  adopted: boolean
  notice: string | null
  /** Settles when the server has ended, asked or not. */
  ended: Promise<void>
  /** Ends it: open transactions roll back, everything committed is on disk. */
  stop(): Promise<void>
  /** The same server for a guest of the process that owns it: its `stop`, and the end of this process, leave it running. */
  lend(): Cluster
}

type Options = {
  /** Folder for the cluster, its password (mode 600) and its log. */
  home: string
  progress?: Progress
  /** Another process owns the server, and runs or is starting it: it is neither started nor ended here. */
  borrowed?: boolean
  /** How to run as root; for tests. */
  runAs?: Partial<Parameters<typeof chooseRunAs>[0]>
}

const SUPERUSER = 'postgres'

/** How long a server that somebody else starts is waited for, in ms. */
const BORROWING = 60_000

/**
 * Brings up the embedded PostgreSQL of a data directory: makes the cluster the first time, adopts a server that a killed
 * process left behind, recovers after a crash. It listens on 127.0.0.1 only, on a free port, and lives in a process group
 * of its own, so that Ctrl-C ends it through `stop`, after its clients. The caller holds the data directory's lock.
 */
export async function startCluster({
  home,
  progress = () => {},
  borrowed = false,
  runAs: how,
}: Options): Promise<Cluster> {
  const runAs = await chooseRunAs({ binaries: await findBinaries(), home, ...how })
  await mkdir(runAs.home, { recursive: true, mode: 0o700 })
  const place = { home: runAs.home, folder: join(runAs.home, 'cluster'), password: await keepPassword(runAs) }
  if (borrowed) return watchAdopted(await borrow(place), runAs.notice).lend()
  if (!(await exists(join(place.folder, 'PG_VERSION')))) await initialise(place, runAs, progress)
  const left = await adopt(place)
  if (left) return watchAdopted(left, runAs.notice)
  progress({ step: 'Starting PostgreSQL' })
  return launch(place, runAs)
}

type Place = { home: string; folder: string; password: string }

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}

/** Reads the superuser's password, or makes one the first time. */
async function keepPassword({ home, owner }: RunAs): Promise<string> {
  const path = join(home, 'password')
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null) return kept.trim()
  const password = randomBytes(24).toString('base64url')
  await writeFileAtomic(path, `${password}\n`, { mode: 0o600 })
  if (owner) await chown(path, owner.uid, owner.gid)
  return password
}

/** initdb into a draft that becomes the cluster by one rename, so that a kill midway leaves nothing half made. */
async function initialise({ home, folder }: Place, runAs: RunAs, progress: Progress): Promise<void> {
  progress({ step: 'Creating the database' })
  for (const name of await readdir(home)) {
    if (name.startsWith('draft-')) await rm(join(home, name), { recursive: true, force: true })
  }
  const draft = join(home, `draft-${randomBytes(4).toString('hex')}`)
  const args = ['-D', draft, '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--no-instructions']
  const child = runAs.start(
    runAs.binaries.initdb,
    [...args, `--username=${SUPERUSER}`, `--pwfile=${join(home, 'password')}`],
    { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) {
    throw new AppError('unavailable', `PostgreSQL could not create its files in ${home}.`, { detail: words.trim() })
  }
  await rename(draft, folder)
}

/** Nothing of our environment: a stray PGDATA or LANG would change what PostgreSQL does. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

/** The server of another process, which may only just be starting it. */
async function borrow(place: Place): Promise<{ pid: number; url: string }> {
  for (const until = performance.now() + BORROWING; performance.now() < until; await sleep(100)) {
    const found = await findPostmaster(place.folder)
    const url = addressOf(place, found?.port ?? 0)
    if (found?.status === 'ready' && (await answers(url))) return { pid: found.pid, url }
  }
  throw new AppError('unavailable', 'The running server’s PostgreSQL does not answer. Try again in a moment.')
}

async function adopt(place: Place): Promise<{ pid: number; url: string } | null> {
  const found = await findPostmaster(place.folder)
  if (!found) return null
  const url = addressOf(place, found.port)
  if (found.status === 'ready' && (await answers(url))) return { pid: found.pid, url }
  await stopPostmaster(found.pid)
  return null
}

function watchAdopted({ pid, url }: { pid: number; url: string }, notice: string | null): Cluster {
  let asked = false
  const ended = (async () => {
    while (isAlive(pid)) await sleep(asked ? 20 : 500, undefined, { ref: asked })
  })()
  const stop = async () => {
    asked = true
    await stopPostmaster(pid)
  }
  return lendable({ url, pid, adopted: true, notice, ended }, stop)
}

async function launch(place: Place, runAs: RunAs): Promise<Cluster> {
  const port = await findFreePort()
  const log = await openLog(place.home, runAs)
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '60',
    log_statement: 'none',
    log_min_error_statement: 'panic', // statements hold people's values
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = runAs.start(runAs.binaries.postgres, ['-D', place.folder, '-p', String(port), ...flags], {
    env: environment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  await log.close()
  child.unref()
  const { pid } = child
  if (pid === undefined) throw new AppError('unavailable', `${runAs.binaries.postgres} could not be started.`)
  const url = addressOf(place, port)
  const cluster = lendable({ url, pid, adopted: false, notice: runAs.notice, ended }, async () => {
    await stopPostmaster(pid)
    await ended
  })
  await waitUntilReady({ url, ended, place, stop: () => cluster.stop() })
  return cluster
}

/** Also when the process exits without asking, PostgreSQL is told to end; unless it was lent to a guest. */
function lendable(server: Omit<Cluster, 'stop' | 'lend'>, stop: () => Promise<void>): Cluster {
  const atExit = () => void signalProcess(server.pid, 'SIGINT')
  process.once('exit', atExit)
  const forget = () => void process.off('exit', atExit)
  const cluster: Cluster = {
    ...server,
    stop: async () => {
      await stop()
      forget()
    },
    lend: () => {
      forget()
      return { ...cluster, stop: async () => {}, lend: () => cluster.lend() }
    },
  }
  return cluster
}

async function openLog(home: string, { owner }: RunAs) {
  const path = join(home, 'log')
  const size = (await stat(path).catch(() => null))?.size ?? 0
  if (size > 5_000_000) await rename(path, `${path}.old`)
  const file = await open(path, 'a', 0o600)
  if (owner) await file.chown(owner.uid, owner.gid)
  return file
}

type Waiting = { url: string; ended: Promise<void>; place: Place; stop: () => Promise<void> }

/** Waits for the first answer. Recovery after a crash may take its time, so only an end of the process is a failure. */
async function waitUntilReady({ url, ended, place, stop }: Waiting): Promise<void> {
  let over = false
  void ended.then(() => (over = true))
  const patience = performance.now() + 600_000
  while (!(await answers(url))) {
    if (over || performance.now() > patience) {
      if (!over) await stop()
      const lines = (await readFile(join(place.home, 'log'), 'utf8')).trim().split('\n')
      throw new AppError('unavailable', `PostgreSQL did not start; its log is ${join(place.home, 'log')}.`, {
        detail: lines.slice(-3).join('\n'),
      })
    }
    await sleep(25)
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function addressOf({ password }: Place, port: number): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`
}

/** Asks the machine for a free port on loopback. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new AppError('unavailable', 'No free port on 127.0.0.1.')
  return address.port
}
