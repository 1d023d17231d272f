import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { BuildReport } from '../src/refinery/index.ts'

/** Runs `fairlist build` in a process of its own and gives its report. Throws when it fails; what it says is seen on the terminal. */
export async function runBuildCommand(args: readonly string[]): Promise<BuildReport> {
  const main = join(import.meta.dirname, '../src/main.ts')
  const child = spawn(process.execPath, [main, 'build', ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const printed = await text(child.stdout)
  const code = await ended
  if (code !== 0) throw new Error(`fairlist build ended with ${code}`)
  return JSON.parse(printed) as BuildReport
}
