import { spawn } from 'node:child_process'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { calibration as inForce, readCard, type ScoreCard } from '../src/engine/merge/index.ts'
import { judgedFields, makeWorld, measureReliability, type Reliability } from '../src/lab/index.ts'
import { fitCard } from './calibrate/fit-card.ts'
import { listStatements, type Statement } from './calibrate/list-statements.ts'
import worlds from './calibrate/worlds.json' with { type: 'json' }

// `npm run bench:calibrate`: makes worlds of the laboratory, builds an edition of each, fits how sure each field is on some of them,
// measures it on the others, and writes `src/engine/merge/calibration.json`. With `-- --measure` it writes nothing; `--keep DIR`
// keeps worlds and editions there between runs.
const { values } = parseArgs({ options: { measure: { type: 'boolean' }, keep: { type: 'string' } } })
const folder = values.keep ?? join(import.meta.dirname, '../.cache/calibrate')
const output = join(import.meta.dirname, '../src/engine/merge/calibration.json')

type World = (typeof worlds.learned)[number]
type Measured = Omit<Reliability, 'bins'> & { bins: [count: number, confidence: number, accuracy: number][] }

const fields: Record<string, ScoreCard> = {}
const learned: Statement[][] = []
for (const world of worlds.learned) learned.push(await listWorld(world))
const all = learned.flat()
for (const field of judgedFields) fields[field] = fitCard(all.filter((each) => each.field === field))

for (const [i, { seed }] of worlds.learned.entries()) tell(`${seed} (fitted on)`, measureAll(learned[i]))
const measured: Record<string, Record<string, Measured>> = {}
for (const world of worlds.measured) {
  measured[world.seed] = measureAll(await listWorld(world))
  tell(world.seed, measured[world.seed])
}
if (!values.measure) {
  const [first] = worlds.measured
  const calibration = { name: inForce.name, world: first, measured: measured[first.seed], fields }
  await writeFile(output, `${JSON.stringify(calibration)}\n`)
}
if (!values.keep) await rm(folder, { recursive: true, force: true })

function measureAll(statements: readonly Statement[]): Record<string, Measured> {
  return Object.fromEntries(
    judgedFields.map((field) => [
      field,
      measure(
        fields[field],
        statements.filter((each) => each.field === field),
      ),
    ]),
  )
}

function tell(world: string, byField: Record<string, Measured>): void {
  process.stdout.write(`${world}\nfield     stated    true  confidence  ECE  Brier\n`)
  for (const [field, { count, accuracy, confidence, ece, brier }] of Object.entries(byField)) {
    const figures = [accuracy, confidence, ece, brier].map((figure) => figure.toFixed(4)).join('  ')
    process.stdout.write(`${field.padEnd(8)} ${String(count).padStart(7)}  ${figures}\n`)
  }
}

async function listWorld({ seed, people, feeds }: World): Promise<Statement[]> {
  const [world, data] = [join(folder, seed), join(folder, `${seed}-data`)]
  const members = join(world, 'members.csv')
  if ((await readdir(join(data, 'editions')).catch(() => [])).length === 0) {
    await makeWorld({ out: world, seed, size: { people } })
    const all = (await readdir(join(world, 'feeds'))).toSorted()
    const used = all.filter((name) => feeds.length === 0 || feeds.some((feed) => name === `${feed}.csv`))
    const paths = used.map((name) => join(world, 'feeds', name))
    await build([...paths, '--data', data, '--members', members])
  }
  const [edition] = (await readdir(join(data, 'editions'))).toSorted()
  return listStatements(join(data, 'intake', 'explain', edition), {
    edition: join(data, 'editions', edition),
    members,
    truth: join(world, 'truth.csv'),
    people: join(world, 'people.csv'),
  })
}

async function build(args: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts'), 'build', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`fairlist build ended with ${code}`)
}

function measure(card: ScoreCard, statements: readonly Statement[]): Measured {
  const { bins, ...figures } = measureReliability(
    statements.map(({ signs, right }) => ({ confidence: readCard(card, signs), right })),
  )
  const short = (figure: number) => Math.round(10_000 * figure) / 10_000
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, short(figure)]))
  const diagram = bins.map((bin): [number, number, number] => [bin.count, short(bin.confidence), short(bin.accuracy)])
  return { ...(rounded as Omit<Reliability, 'bins'>), bins: diagram }
}
