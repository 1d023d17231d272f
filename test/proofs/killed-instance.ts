import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const INSTANCE = fileURLToPath(new URL('./registration-instance.ts', import.meta.url))

/** An instance in a process of its own. */
export type Running = { child: ChildProcess; address: string; postgres: number; exited: Promise<unknown> }

/** Starts an instance without pages of the web application; `settings` are its environment besides the path. */
export async function startInstance(data: string, settings: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [INSTANCE, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
  })
  const exited = once(child, 'exit')
  const ready = once(child.stdout, 'data') as Promise<[Buffer]>
  const [line] = await Promise.race([
    ready,
    exited.then(() => {
      throw new Error('the instance did not start')
    }),
  ])
  const { address, postgres } = JSON.parse(line.toString()) as { address: string; postgres: number }
  return { child, address, postgres, exited }
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
