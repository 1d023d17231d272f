import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** What a server process says of itself in `postmaster.pid` of its cluster. */
export type Postmaster = { pid: number; port: number; status: string }

/**
 * Finds the server that runs on a cluster, whoever started it. A `postmaster.pid` whose process is gone, or has become
 * another program, is removed: PostgreSQL would refuse to start where the number has been given to somebody else.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const path = join(cluster, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  const [pid = '', , , port = '', , , , status = ''] = text.split('\n')
  const found = { pid: Number(pid), port: Number(port), status: status.trim() }
  if (found.pid > 0 && isAlive(found.pid) && (await isPostgres(found.pid, cluster))) return found
  await rm(path, { force: true })
  return null
}

/** Whether a process with this number lives, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function isPostgres(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
    return words.includes(cluster) && /postgres/.test(words[0] ?? '')
  }
  if (process.platform === 'win32') return true
  const list = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return list.stdout.includes(cluster)
}

/**
 * Stops a server: fast (open transactions are rolled back, everything is flushed), then without waiting for anything,
 * then by force; each later way leaves more to recover at the next start, none loses what was committed.
 */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    if (!signalProcess(pid, signal) || (await hasEnded(pid, patience))) return
  }
}

/** Sends a signal; false when the process is gone already. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

async function hasEnded(pid: number, patience: number): Promise<boolean> {
  const end = performance.now() + patience
  while (isAlive(pid)) {
    if (performance.now() > end) return false
    await sleep(20)
  }
  return true
}
