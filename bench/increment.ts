import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeWorld } from '../src/lab/index.ts'
import { openDuckDb, sqlText } from '../src/platform/duckdb/index.ts'
import type { BuildReport } from '../src/refinery/index.ts'
import { runBuildCommand } from './run-build-command.ts'

// Prints what a small delivery costs beside a build of everything: a first build, one with a little more, and the same again with
// everybody compared anew, which must give the same root. The little more is the last month of `openstates-monthly`, where it lies beside
// the checkout, and the last hundredth of each feed of a world of the laboratory. node bench/increment.ts [--records 200000]

const { values: flags } = parseArgs({ options: { records: { type: 'string', default: '200000' } } })

/** Real data with truth; the repository holds none of it. */
const MONTHLY = join(import.meta.dirname, '../../shared/data/link/openstates-monthly/contacts.parquet')

/** The cleaned columns that editions are built from; the record's number is the only thing that the two files never share. */
const COLUMNS =
  'source, full_name AS name, title, organisation AS company, email, phone1 AS phone, phone2 AS mobile, address1 AS address'

type Parts = { name: string; before: string[]; more: string[]; flags: string[] }

const scratch = await mkdtemp(join(tmpdir(), 'fairlist-bench-increment-'))
try {
  for (const parts of [...(await splitMonths()), await splitWorld(Number(flags.records))]) await measure(parts)
} finally {
  await rm(scratch, { recursive: true, force: true })
}

async function measure({ name, before, more, flags: also }: Parts): Promise<void> {
  const data = join(scratch, 'data')
  const load = loadavg()[0]
  const first = await runBuildCommand([...before, '--data', data, ...also])
  const again = await runBuildCommand([...more, '--data', data, ...also])
  const whole = await runBuildCommand(['--whole', '--data', data])
  const kept = await countKept(data, first, again)
  await rm(data, { recursive: true })
  const [early, late] = [first, again].map((report) => report.steps[0]?.rows ?? 0) as [number, number]
  print(`${name}: ${early} rows, then ${late} more; load ${load.toFixed(1)}`)
  const width = Math.max(...whole.steps.map((step) => step.name.length))
  for (const [at, step] of whole.steps.entries())
    print(`  ${step.name.padEnd(width)} ${seconds(again.steps[at]?.seconds ?? 0)} of ${seconds(step.seconds)}`)
  const [part, all] = [again, whole].map(sumSeconds) as [number, number]
  print(`  together ${seconds(part)} of ${seconds(all)}: ${((100 * part) / all).toFixed(0)} % of a rebuild`)
  print(
    `  ids kept ${(100 * kept).toFixed(2)} %; the root is ${again.root === whole.root ? 'the same' : 'NOT the same'}`,
  )
  if (again.root !== whole.root) process.exitCode = 1
}

/** The share of the first edition's contacts whose id lives in the second. */
async function countKept(data: string, first: BuildReport, second: BuildReport): Promise<number> {
  const file = (report: BuildReport) => sqlText(join(data, 'editions', report.edition, 'contacts.parquet'))
  const database = await openDuckDb({ threads: 2 })
  try {
    const { kept } = await database.row<{ kept: number }>(
      `SELECT count(*) FILTER (id IN (SELECT id FROM ${file(second)})) / count(*) AS kept FROM ${file(first)}`,
    )
    return kept
  } finally {
    database.close()
  }
}

async function splitMonths(): Promise<Parts[]> {
  if (!existsSync(MONTHLY)) {
    print('openstates-monthly: skipped, it is not here')
    return []
  }
  const database = await openDuckDb({ threads: 2 })
  const write = async (name: string, which: string) => {
    const file = join(scratch, `${name}.csv`)
    const last = `(SELECT max(source) FROM ${sqlText(MONTHLY)})`
    await database.run(
      `COPY (SELECT ${COLUMNS} FROM ${sqlText(MONTHLY)} WHERE source ${which} ${last} ORDER BY record_id) TO ${sqlText(file)} (HEADER)`,
    )
    return [file]
  }
  const parts = {
    name: 'openstates-monthly',
    before: await write('before', '<'),
    more: await write('more', '='),
    flags: ['--source-column', 'source'],
  }
  database.close()
  return [parts]
}

async function splitWorld(records: number): Promise<Parts> {
  const world = join(scratch, 'world')
  await makeWorld({ out: world, seed: 'bench', size: { records } })
  const names = (await readdir(join(world, 'feeds'))).toSorted()
  const parts: Parts = { name: `lab, ${records} records`, before: [], more: [], flags: [] }
  for (const part of ['before', 'more'] as const) await mkdir(join(scratch, part))
  for (const name of names) {
    const [header = '', ...lines] = (await readFile(join(world, 'feeds', name), 'utf8')).split(/(?<=\n)/)
    const from = Math.ceil(lines.length * 0.99)
    for (const [part, rows] of [
      ['before', lines.slice(0, from)],
      ['more', lines.slice(from)],
    ] as const) {
      const file = join(scratch, part, name)
      await writeFile(file, [header, ...rows].join(''))
      parts[part].push(file)
    }
  }
  return parts
}

function sumSeconds({ steps }: BuildReport): number {
  return steps.reduce((sum, step) => sum + step.seconds, 0)
}

function seconds(time: number): string {
  return `${time.toFixed(2).padStart(7)} s`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
