import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kinds, type KindName } from '../../engine/clean/index.ts'
import { sqlText, textLine, textTable } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { runFilters, type FilterRun } from '../build/run-filters.ts'
import { cleanLines } from './clean-lines.ts'

const FILTER = fileURLToPath(new URL('./value-filter.ts', import.meta.url))

/** Where the values of a kind stand. Domains come last: those of addresses are known only when e-mails are clean. */
const FIRST_KINDS: { kind: KindName; from: string }[] = [
  { kind: 'name', from: 'SELECT name AS raw FROM contents' },
  { kind: 'title', from: 'SELECT title AS raw FROM contents' },
  { kind: 'company', from: 'SELECT company AS raw FROM contents' },
  { kind: 'email', from: 'SELECT unnest(emails) AS raw FROM contents' },
  { kind: 'phone', from: 'SELECT unnest(list_concat(phones, mobiles, faxes)) AS raw FROM contents' },
  { kind: 'address', from: 'SELECT unnest(addresses) AS raw FROM contents' },
  { kind: 'industry', from: 'SELECT industry AS raw FROM contents' },
  { kind: 'employees', from: 'SELECT employees AS raw FROM contents' },
  { kind: 'revenue', from: 'SELECT revenue AS raw FROM contents' },
]
const LAST_KINDS: { kind: KindName; from: string }[] = [
  {
    kind: 'domain',
    from: 'SELECT domain AS raw FROM contents UNION ALL SELECT domain FROM clean_email WHERE NOT free AND NOT disposable',
  },
]

/** Values to a part that one filter works on; a filter takes a fifth of a second to start. */
const PART = 150_000

/**
 * Cleans each distinct value of each kind once, ever: what the dictionary of these rules already holds is read from it,
 * only the rest goes through the filters. Makes a table `clean_<kind>` (`raw`, `value`, `verdict`, `confidence`, the
 * kind's own columns) for each kind, and `value_counts`.
 */
export const cleanValues: BuildStep = {
  name: 'values',
  label: 'Clean each distinct value once',
  run: async (context) => {
    await context.db.run('CREATE TABLE value_counts (kind VARCHAR, "distinct" INTEGER, cleaned INTEGER, bytes DOUBLE)')
    await mkdir(context.paths.values, { recursive: true })
    return (await cleanKinds(context, FIRST_KINDS)) + (await cleanKinds(context, LAST_KINDS))
  },
}

async function cleanKinds(context: BuildContext, list: typeof FIRST_KINDS): Promise<number> {
  const runs: FilterRun[] = []
  let total = 0
  for (const { kind, from } of list) {
    const { known, unseen } = await findUnseen(context, kind, from)
    total += known + unseen
    runs.push(...planParts(context, kind, unseen))
  }
  await runFilters(context, runs)
  for (const { kind } of list)
    await keepValues(
      context,
      kind,
      runs.filter((run) => run.name === kind),
    )
  return total
}

/** Splits the kind's distinct values into those that the dictionary has and those it has not. */
async function findUnseen({ db, paths }: BuildContext, kind: KindName, from: string) {
  const dictionary = paths.dictionary(kind, kinds[kind].version)
  await db.run(`CREATE TABLE raw_${kind} AS SELECT DISTINCT raw FROM (${from}) WHERE raw IS NOT NULL`)
  const old = `SELECT d.* FROM read_parquet(${sqlText(dictionary)}) d SEMI JOIN raw_${kind} USING (raw)`
  const none = `SELECT NULL::VARCHAR AS raw, ${columnsOf(kind)
    .map((c) => `NULL::${c.type} AS "${c.name}"`)
    .join(', ')} WHERE false`
  // A dictionary that cannot be read is no loss: it is made anew.
  await db.run(`CREATE TABLE clean_${kind} AS ${old}`).catch(() => db.run(`CREATE TABLE clean_${kind} AS ${none}`))
  await db.run(
    `CREATE TABLE unseen_${kind} AS SELECT (row_number() OVER () - 1)::INTEGER AS code, raw
     FROM (SELECT raw FROM raw_${kind} ANTI JOIN clean_${kind} USING (raw))`,
  )
  return db.row<{ known: number; unseen: number }>(
    `SELECT (SELECT count(*) FROM clean_${kind}) AS known, (SELECT count(*) FROM unseen_${kind}) AS unseen`,
  )
}

function planParts({ db, paths }: BuildContext, kind: KindName, unseen: number): FilterRun[] {
  const parts = Math.ceil(unseen / PART)
  const size = Math.ceil(unseen / Math.max(parts, 1))
  return Array.from({ length: parts }, (_, part) => {
    const input = join(paths.work, `${kind}-${part}.in`)
    const range = `code >= ${part * size} AND code < ${(part + 1) * size}`
    return {
      name: kind,
      script: [FILTER, kind],
      transform: cleanLines(kind),
      input,
      output: join(paths.work, `${kind}-${part}.out`),
      rows: Math.min(size, unseen - part * size),
      write: () => db.writeLines(`SELECT ${textLine(['code', 'raw'])} FROM unseen_${kind} WHERE ${range}`, input),
    }
  })
}

/** Takes the filters' answers in and keeps the dictionary of the values in use, old and new. */
async function keepValues({ db, paths }: BuildContext, kind: KindName, runs: readonly FilterRun[]): Promise<void> {
  const columns = columnsOf(kind)
  const names = columns.map((c) => `"${c.name}"`).join(', ')
  const before = await db.row<{ known: number }>(`SELECT count(*) AS known FROM clean_${kind}`)
  const answers = runs.map((run) => run.output)
  if (answers.length > 0) {
    const table = textTable(answers, [{ name: 'code', type: 'INTEGER' }, ...columns])
    await db.run(`INSERT INTO clean_${kind} SELECT u.raw, ${names} FROM ${table} a JOIN unseen_${kind} u USING (code)`)
  }
  const cleaned = runs.reduce((sum, run) => sum + run.rows, 0)
  const after = await db.row<{ n: number }>(`SELECT count(*) AS n FROM clean_${kind}`)
  const distinct = before.known + cleaned
  if (after.n !== distinct) {
    throw new AppError(
      'internal',
      `The ${kind} filter answered ${after.n} of ${distinct} values. Nothing was published.`,
    )
  }
  await db.run(`DROP TABLE unseen_${kind}; DROP TABLE raw_${kind}`)
  const draft = join(paths.work, `${kind}.parquet`)
  await db.run(`COPY clean_${kind} TO ${sqlText(draft)} (FORMAT parquet, COMPRESSION zstd)`)
  const dictionary = paths.dictionary(kind, kinds[kind].version)
  await rename(draft, dictionary)
  await removeOlder(paths.values, kind, basename(dictionary))
  const { size } = await stat(dictionary)
  await db.run(`INSERT INTO value_counts VALUES (${sqlText(kind)}, ${distinct}, ${cleaned}, ${size})`)
}

/** Removes what earlier rules made of the values of a kind: no build reads it any more. */
async function removeOlder(folder: string, kind: KindName, current: string): Promise<void> {
  const older = (await readdir(folder)).filter((name) => name.startsWith(`${kind}-`) && name !== current)
  for (const name of older) await rm(join(folder, name), { force: true })
}

const FLAGS = new Set(['role', 'free', 'disposable'])

function columnsOf(kind: KindName): { name: string; type: 'VARCHAR' | 'INTEGER' | 'BOOLEAN' }[] {
  return [
    { name: 'value', type: 'VARCHAR' },
    { name: 'verdict', type: 'VARCHAR' },
    { name: 'confidence', type: 'INTEGER' },
    { name: 'why', type: 'VARCHAR' },
    ...kinds[kind].columns.map((name) => ({
      name,
      type: FLAGS.has(name) ? ('BOOLEAN' as const) : ('VARCHAR' as const),
    })),
  ]
}
