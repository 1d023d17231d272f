import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LinkReport } from '../../src/refinery/link/index.ts'
import type { Accuracy, LinkSet } from './link-set.ts'
import { scoreSet } from './score-set.ts'

export type LinkFigures = Accuracy & {
  records: number
  distinct: number
  /** Pairs compared. */
  compared: number
  /** Wall clock of the command, start of the process to its end. */
  seconds: number
  steps: LinkReport['steps']
  /** MB. */
  peakMemory: number
  /** Share (0–1) of the true pairs that are the same or meet in a block; null where the file is too large to ask for it. */
  blockingRecall: number | null
}

/** Records above which true pairs are not held in memory to be asked for. */
const ASKED_UP_TO = 400_000

/** Links the set by the command `fairlist link` and scores it; once more to ask its blocks, so that the times are those of linking alone. */
export async function measureLink(set: LinkSet, scratch: string): Promise<LinkFigures> {
  const clusters = join(scratch, 'clusters.csv')
  const command = [
    'link',
    set.records,
    '--out',
    clusters,
    ...(set.source === undefined ? [] : ['--source', set.source]),
  ]
  const started = performance.now()
  const report = await runCommand([...command, '--json'])
  const seconds = (performance.now() - started) / 1000
  const scores = await scoreSet(set, clusters)
  const asked = report.records <= ASKED_UP_TO ? await runCommand([...command, '--truth', set.truth, '--json']) : null
  await rm(clusters)
  return {
    records: report.records,
    distinct: report.distinct,
    compared: report.stats.compared,
    seconds,
    steps: report.steps,
    peakMemory: report.peakMemory,
    ...scores,
    blockingRecall: asked?.blockingRecall ?? null,
  }
}

async function runCommand(args: string[]): Promise<LinkReport> {
  const main = join(import.meta.dirname, '../../src/main.ts')
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, words] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (words += chunk))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`fairlist ${args.join(' ')} failed:\n${words}`)
  return JSON.parse(out) as LinkReport
}
