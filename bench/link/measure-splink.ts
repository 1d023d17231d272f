import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { homedir, availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Accuracy, LinkSet } from './link-set.ts'
import { scoreSet } from './score-set.ts'

export type SplinkFigures = Accuracy & {
  /** Match weight in bits at which its F1 is best: chosen with the truth, in its favour. */
  threshold: number
  /** Wall clock of the process up to the clusters at that threshold; the others' are left out. */
  seconds: number
  steps: { name: string; seconds: number }[]
  /** MB. */
  peakMemory: number
}

const VERSION = '5.0.0'

/** Minutes after which it is stopped. */
const PATIENCE = 20

type Printed = {
  load: number
  train: number
  predict: number
  clustering: { threshold: number; seconds: number }[]
  peakMemory: number
}

/** A Python with Splink in a virtual environment of its own below the user's cache; made when it is not there. Null, with a line, when it cannot be. */
export async function findSplink(missing: (line: string) => void): Promise<string | null> {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const folder = join(cache, 'fairlist', `splink-${VERSION}`)
  const python = join(folder, 'bin', 'python')
  if (existsSync(python) && (await run(python, ['-c', 'import splink, pandas, pyarrow'])).code === 0) return python
  await mkdir(join(cache, 'fairlist'), { recursive: true })
  const made = await run('python3', ['-m', 'venv', '--clear', folder])
  if (made.code !== 0) {
    missing(`Splink: skipped, no Python that can make a virtual environment (${lastLine(made.words)})`)
    return null
  }
  const installed = await run(python, ['-m', 'pip', 'install', '--quiet', `splink==${VERSION}`, 'pandas', 'pyarrow'])
  if (installed.code !== 0) missing(`Splink: skipped, it cannot be installed (${lastLine(installed.words)})`)
  return installed.code === 0 ? python : null
}

/** Links the set with Splink and scores every threshold; or says why there is nothing to score. */
export async function measureSplink(python: string, set: LinkSet, scratch: string): Promise<SplinkFigures | string> {
  const out = join(scratch, 'splink')
  await rm(out, { recursive: true, force: true })
  await mkdir(out)
  const script = join(import.meta.dirname, 'peer.py')
  const started = performance.now()
  const { code, text, words } = await run(python, [
    script,
    set.peer ?? '',
    set.records,
    out,
    String(availableParallelism()),
  ])
  const seconds = (performance.now() - started) / 1000
  if (code === null) return `stopped after ${PATIENCE} minutes`
  if (code !== 0) return `failed: ${lastLine(words)}`
  const printed = JSON.parse(lastLine(text)) as Printed
  const scored = []
  for (const { threshold, seconds: clustering } of printed.clustering) {
    const scores = await scoreSet(set, join(out, `clusters-${threshold}.csv`))
    scored.push({ threshold, clustering, scores })
  }
  await rm(out, { recursive: true })
  const [best] = scored.toSorted((a, b) => b.scores.f1 - a.scores.f1)
  const clusterings = printed.clustering.reduce((sum, each) => sum + each.seconds, 0)
  const { load, train, predict, peakMemory } = printed
  return {
    threshold: best.threshold,
    seconds: seconds - clusterings + best.clustering,
    steps: Object.entries({ load, train, predict, cluster: best.clustering }).map(([name, time]) => ({
      name,
      seconds: time,
    })),
    peakMemory,
    ...best.scores,
  }
}

type Ended = { code: number | null; text: string; words: string }

/** Runs a command to its end; code null when it took too long, and what it printed. */
async function run(command: string, args: string[]): Promise<Ended> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE * 60_000,
    killSignal: 'SIGKILL',
  })
  let [text, words] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (words += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, text, words: error.message }))
    child.on('close', (code) => resolve({ code, text, words }))
  })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
