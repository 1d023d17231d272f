import { readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { formatResults, type Results } from './format-results.ts'
import { measureBuild } from './measure-build.ts'
import { measureCatalogue } from './measure-catalogue.ts'
import { measureCleaners } from './measure-cleaners.ts'

// `npm run bench`: 5,000, 50,000 and 500,000 generated records; `npm run bench -- 5000` other sizes, without recording them.
const sizes = process.argv.slice(2).map(Number)
const recorded = sizes.length === 0
const folder = join(import.meta.dirname, '../.cache/bench')

const results: Results = {
  machine: {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? 'unknown',
    memory: Math.round(totalmem() / 1e9),
    node: process.versions.node,
  },
  builds: [],
  cleaners: [],
  catalogue: null,
}

let last = ''
for (const records of recorded ? [5000, 50_000, 500_000] : sizes) {
  last = join(folder, String(records))
  results.builds.push(await measureBuild(records, last))
}
results.cleaners = await measureCleaners(join(last, 'world'))
results.catalogue = await measureCatalogue(join(last, 'data'))
await rm(folder, { recursive: true })

const text = formatResults(results)
process.stdout.write(text)
if (recorded) await record(text)

async function record(table: string): Promise<void> {
  await writeFile(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  const path = join(import.meta.dirname, 'README.md')
  const [before] = (await readFile(path, 'utf8')).split('\n## Results\n')
  await writeFile(path, `${before}\n## Results\n\n${table}`)
}
