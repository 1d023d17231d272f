import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const INSTANCE = fileURLToPath(new URL('./registration-instance.ts', import.meta.url))

/** An instance in a process of its own. */
export type Running = { child: ChildProcess; address: string; postgres: number; exited: Promise<unknown> }

/** A process that has loaded the program, or does so, and has not touched the data directory. */
export type Loaded = { child: ChildProcess; exited: Promise<unknown>; lines: AsyncIterator<string> }

/**
 * Loads an instance without pages of the web application; `settings` are its environment besides the path. To load the
 * next one while one runs takes most of the time of a start out of the way.
 */
export function loadInstance(data: string, settings: Record<string, string> = {}): Loaded {
  const child = spawn(process.execPath, [INSTANCE, data], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
  })
  // Who is killed does not read what is written to it.
  child.stdin.on('error', () => {})
  return { child, exited: once(child, 'exit'), lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

/** Waits until an instance is loaded, and has it open the data directory. */
export async function wakeInstance({ child, lines }: Loaded): Promise<void> {
  if ((await lines.next()).done) throw new Error('the instance was not loaded')
  child.stdin?.write('open\n')
}

/** Waits until an instance that was woken answers. */
export async function awaitInstance({ child, exited, lines }: Loaded): Promise<Running> {
  const { done, value } = await lines.next()
  if (done) throw new Error('the instance did not start')
  return { child, exited, ...(JSON.parse(value) as { address: string; postgres: number }) }
}

/** Starts an instance from nothing. */
export async function startInstance(data: string, settings: Record<string, string> = {}): Promise<Running> {
  const loaded = loadInstance(data, settings)
  await wakeInstance(loaded)
  return awaitInstance(loaded)
}

/** SIGKILL: the instance, and in half of the rounds PostgreSQL with all its processes. */
export function killInstance({ child, postgres }: Running, { everything }: { everything: boolean }): void {
  child.kill('SIGKILL')
  if (!everything) return
  const children = readFileSync(`/proc/${postgres}/task/${postgres}/children`, 'latin1').trim().split(/\s+/)
  for (const pid of [postgres, ...children.filter(Boolean).map(Number)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it had just ended by itself
    }
  }
}

/** Random numbers that a seed repeats (mulberry32). */
export function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
