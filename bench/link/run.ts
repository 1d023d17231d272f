import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { formatLink, type SetFigures } from './format-link.ts'
import type { LinkSet } from './link-set.ts'
import { makeLabSet } from './make-lab-set.ts'
import { measureLink } from './measure-link.ts'
import { findSplink, measureSplink } from './measure-splink.ts'
import { listRealSets } from './real-sets.ts'

// `npm run bench:link`: real sets with truth, where they lie beside the checkout, and worlds of 100,000 and 1,000,000 people, Splink beside
// each; recorded in `results.json` and `../README.md`. `--big`: 10,000,000 people too, without Splink. `--only TEXT`: the sets whose
// name has the text, the others' records stay; `--no-splink`: without it, and nothing recorded.
const { values: flags } = parseArgs({
  options: {
    big: { type: 'boolean', default: false },
    only: { type: 'string' },
    'no-splink': { type: 'boolean', default: false },
  },
})
const say = (line: string) => void process.stderr.write(`${line}\n`)
const wanted = (name: string) => flags.only === undefined || name.includes(flags.only)

const INTRODUCTION = `\`npm run bench:link\` gives the same files to \`fairlist link\`, without labels or settings, and to Splink 5 (MIT), installed into a virtual
environment of its own: on real sets with truth where they lie beside the checkout, and on worlds of the laboratory whose feeds are put into one file, nothing cleaned.
Scores are of final clusters, over all records. Splink has a configuration for each kind of file (\`link/peer.py\`; for _historical_ that of its
own demonstration) and the threshold at which its F1 is best, which only who has the truth can choose; its time is that of one threshold. _Load_ is the
machine's before the set: above 0.5 others were at work on it. Blocking recall: the share of the true pairs that are the same or meet in a block.`

const scratch = await mkdtemp(join(tmpdir(), 'fairlist-bench-link-'))
const figures: SetFigures[] = []
try {
  const splink = flags['no-splink'] ? null : await findSplink(say)
  for (const set of await listRealSets(scratch, say)) if (wanted(set.name)) await measure(set, splink)
  for (const people of [100_000, 1_000_000, ...(flags.big ? [10_000_000] : [])]) {
    if (!wanted(`lab, ${people.toLocaleString('en')} people`)) continue
    const set = await makeLabSet(people, scratch)
    say(`${set.name}: made in ${set.seconds.toFixed(1)} s`)
    await measure(set, people > 1_000_000 ? null : splink)
  }
} finally {
  await rm(scratch, { recursive: true })
}

process.stdout.write(`${formatLink(figures)}\n`)
if (!flags['no-splink']) await record()

async function measure(set: LinkSet, splink: string | null): Promise<void> {
  const load = loadavg()[0]
  const fairlist = await measureLink(set, scratch)
  say(`${set.name}: ${fairlist.seconds.toFixed(1)} s, F1 ${fairlist.f1.toFixed(4)}`)
  const peer = splink === null || set.peer === null ? null : await measureSplink(splink, set, scratch)
  figures.push({ name: set.name, load, fairlist, splink: peer })
}

/** Writes what was measured into the records of all sets, in their place where they have one. */
async function record(): Promise<void> {
  const path = join(import.meta.dirname, 'results.json')
  const before = existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as { sets: SetFigures[] }).sets : []
  const found = new Map(figures.map((set) => [set.name, set]))
  const kept = before.map((set) => found.get(set.name) ?? set)
  const sets = [...kept, ...figures.filter(({ name }) => !before.some((set) => set.name === name))]
  const machine = { cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown', node: process.versions.node }
  await writeFile(path, `${JSON.stringify({ machine, sets }, null, 2)}\n`)
  await writeSection(
    `${INTRODUCTION}\n\nOn ${machine.cores} cores (${machine.cpu}), Node ${machine.node}.\n\n${formatLink(sets)}\n`,
  )
}

async function writeSection(section: string): Promise<void> {
  const path = join(import.meta.dirname, '../README.md')
  const rest = (await readFile(path, 'utf8')).replace(/\n## Linking\n[\s\S]*?(?=\n## |$)/, '')
  const at = rest.indexOf('\n## Results\n')
  await writeFile(path, `${rest.slice(0, at)}\n## Linking\n\n${section}${rest.slice(at)}`)
}
