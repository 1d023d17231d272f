import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { AppError } from '../../platform/errors/index.ts'
import { readLines } from '../../platform/lines/index.ts'
import type { BuildContext } from './build-context.ts'
import type { Transform } from './filter.ts'

/** One run of a filter over a file. */
export type FilterRun = {
  name: string
  /** The filter's script and its arguments. */
  script: string[]
  /** The same work, for doing it here when there is so little that starting a process would cost more. */
  transform: Transform
  /** Writes `input`; called just before the run, so that one part is written while another is worked on. */
  write: () => Promise<void>
  input: string
  output: string
  /** Rows in `input`. */
  rows: number
}

/** Rows that are done in this process: starting another costs as much as some thousands of rows. */
const FEW = 4000

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
      await run.write()
      await (run.rows <= FEW ? runHere(run, context.signal) : runProcess(run, context.signal))
      done += run.rows
      context.progress(done, total)
    }
  }
  await Promise.all(Array.from({ length: context.threads }, worker))
}

async function runHere(run: FilterRun, signal: AbortSignal): Promise<void> {
  const output = await open(run.output, 'w')
  try {
    for await (const text of run.transform(readLines(run.input))) {
      signal.throwIfAborted()
      await output.appendFile(text)
    }
  } finally {
    await output.close()
  }
}

async function runProcess(run: FilterRun, signal: AbortSignal): Promise<void> {
  const input = await open(run.input, 'r')
  const output = await open(run.output, 'w')
  try {
    const child = spawn(process.execPath, run.script, { stdio: [input.fd, output.fd, 'pipe'], signal })
    let words = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2000)))
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    if (code !== 0) {
      throw new AppError('internal', `The filter ${run.name} failed (exit ${code}). Nothing was published.`, {
        detail: words.trim(),
      })
    }
  } finally {
    await input.close()
    await output.close()
  }
}
