import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { kinds } from '../../src/engine/clean/index.ts'
import { formatSuites } from './format-suites.ts'
import { measureSuite, type SuiteFigures } from './measure-suite.ts'
import type { Suite } from './suite.ts'

// `npm run bench:clean`: every kind, recorded in `results.json` and `../README.md`; `npm run bench:clean -- email url`: some
// of them, only printed. With SHOW_WRONG in the environment our wrong answers are listed. A kind's suites stand in
// `<kind>.ts` here, which exports them as `suites`.
const wanted = process.argv.slice(2)
const machine = {
  cores: availableParallelism(),
  cpu: cpus()[0]?.model ?? 'unknown',
  node: process.versions.node,
  load: Number(loadavg()[0].toFixed(2)),
}

const figures: SuiteFigures[] = []
for (const kind of Object.keys(kinds)) {
  const path = join(import.meta.dirname, `${kind}.ts`)
  if ((wanted.length > 0 && !wanted.includes(kind)) || !existsSync(path)) continue
  const { suites } = (await import(path)) as { suites: Suite[] }
  for (const suite of suites) {
    const found = await measureSuite(suite)
    if (found === null) process.stderr.write(`${kind}, ${suite.name}: the cases are not here (${suite.source})\n`)
    else figures.push(found)
  }
}

const table = formatSuites(figures)
process.stdout.write(`${table}\n`)
if (wanted.length === 0) await record()

async function record(): Promise<void> {
  await writeFile(
    join(import.meta.dirname, 'results.json'),
    `${JSON.stringify({ machine, suites: figures }, null, 2)}\n`,
  )
  const path = join(import.meta.dirname, '../README.md')
  const text = await readFile(path, 'utf8')
  const sources = figures.map((suite) => `- _${suite.kind}, ${suite.name}_: ${suite.source}`).join('\n')
  const section = `${INTRODUCTION}\n\nLoad before the run ${machine.load}; ${machine.cores} cores (${machine.cpu}), Node ${machine.node}.\n\n${table}\n\n${sources}\n`
  const rest = text.replace(/\n## Cleaning\n[\s\S]*?(?=\n## |$)/, '')
  const at = rest.indexOf('\n## Results\n')
  await writeFile(path, `${rest.slice(0, at)}\n## Cleaning\n\n${section}${rest.slice(at)}`)
}

const INTRODUCTION = `\`npm run bench:clean\` puts the same cases to Fairlist and to the best libraries in one run, on one core: how many answers are right, and how
many values a second. Peers are asked for what they can answer; what they cannot say counts as wrong only where the column asks for it.`
