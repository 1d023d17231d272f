import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../platform/errors/index.ts'
import type { BuildContext } from './build-context.ts'

/** One run of a filter: a process that reads the file `input` and writes the file `output`. */
export type FilterRun = {
  name: string
  /** Arguments of `fairlist`, or a script's path and its arguments. */
  arguments: string[]
  input: string
  output: string
  /** Rows in `input`, for the progress. */
  rows: number
}

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url))

/**
 * Runs filters, one for each thread at a time. Over files, not pipes: a filter that dies midway must not look like a
 * short answer. Fails when any of them exits with anything but 0.
 */
export async function runFilters(context: BuildContext, runs: readonly FilterRun[]): Promise<void> {
  const total = runs.reduce((sum, run) => sum + run.rows, 0)
  const waiting = [...runs]
  let done = 0
  const worker = async () => {
    for (let run = waiting.shift(); run; run = waiting.shift()) {
      await runFilter(run, context.signal)
      done += run.rows
      context.progress(done, total)
    }
  }
  await Promise.all(Array.from({ length: context.threads }, worker))
}

async function runFilter(run: FilterRun, signal: AbortSignal): Promise<void> {
  const input = await open(run.input, 'r')
  const output = await open(run.output, 'w')
  try {
    const script = run.arguments[0]?.endsWith('.ts') ? run.arguments : [MAIN, ...run.arguments]
    const child = spawn(process.execPath, script, { stdio: [input.fd, output.fd, 'pipe'], signal })
    let words = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2000)))
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    if (code !== 0)
      throw new AppError(
        'internal',
        `The filter ${run.name} failed (exit ${code}). Nothing was published. ${words.trim()}`,
      )
  } finally {
    await input.close()
    await output.close()
  }
}
