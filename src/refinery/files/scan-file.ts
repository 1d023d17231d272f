import { basename } from 'node:path'
import { rulesVersion } from '../../engine/clean/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { Progress } from '../../platform/progress/index.ts'
import { mapColumns, openTable } from '../intake/index.ts'
import type { Field } from '../intake/index.ts'
import { findDuplicate } from './find-duplicate.ts'
import { planColumns } from './plan-columns.ts'
import type { Plan, Telling } from './plan-columns.ts'
import { rate, scoreOf } from './rate.ts'
import type { Indicator, IndicatorName } from './rate.ts'
import { grouped } from './report-words.ts'
import { FirstRows } from './row-keys.ts'
import { addTally, emptyTally } from './tally.ts'
import type { Tally } from './tally.ts'
import { workThrough } from './work-through.ts'

/** How good a file is. Shares are from 0 to 1. */
export type Scan = {
  /** Name of the file, without its folder. */
  file: string
  rows: number
  /** Rows that cannot be read. */
  unreadable: number
  /** An indicator is missing where the file has no column for it. */
  indicators: Partial<Record<IndicatorName, Indicator>>
  /** 0–100. */
  score: number
  /** Shares of rows that lack something, the most missed first. */
  missing: { field: Telling; share: number }[]
  /** What is wrong or was put right most, by kind of value. */
  problems: { kind: string; why: string; values: number }[]
  email: { role: number; free: number; disposable: number }
  levels: Record<string, number>
  functions: Record<string, number>
  /** What each column was taken for. */
  columns: { column: string; field: Field | null; forbidden: string | null }[]
  /** Version of the rules that said so. */
  rules: string
}

/** What is known of a file while it is read. */
export type SoFar = Pick<Scan, 'rows' | 'indicators' | 'score'> & {
  /** How many rows there will be, as far as can be told. */
  total: number
}

type Options = {
  mapping?: Record<string, Field | null> | undefined
  threads?: number | undefined
  progress?: Progress | undefined
  /** Hears after each piece what is known. */
  watch?: ((soFar: SoFar) => void) | undefined
  /** Rows from which a file is refused. */
  mostRows?: number | undefined
}

const MOST_PROBLEMS = 12

/**
 * Says how good a file is. Nothing of it is kept. Throws `bad_input` or `unsupported` for a file that cannot be read, `too_large`
 * for one with more rows than asked for.
 */
export async function scanFile(path: string, options: Options = {}): Promise<Scan> {
  const { mapping: choices, threads, progress = () => {}, watch, mostRows = Number.POSITIVE_INFINITY } = options
  const table = await openTable(path)
  const mapped = mapColumns(table.columns, table.sample, choices)
  const plan = planColumns(mapped)
  const tally = emptyTally()
  const seen = new FirstRows()
  let [duplicates, unreadable] = [0, 0]
  const wanted = { lines: null, replaced: [] }
  for await (const worked of workThrough(table.chunks(), { plan, wanted, estimate: table.estimate, threads })) {
    addTally(tally, worked.tally)
    unreadable += worked.rejects.length
    for (const [at, row] of worked.numbers.entries())
      if (findDuplicate(seen, { keys: worked.keys, at, row }) !== null) duplicates++
    if (tally.rows + unreadable > mostRows)
      throw new AppError(
        'too_large',
        `This file has more than ${grouped(mostRows)} rows. Send part of it, or use fairlist scan.`,
      )
    const total = Math.max(tally.rows, table.estimate)
    progress({ step: 'Scanning', done: tally.rows, total, unit: 'rows' })
    if (watch) {
      const known = indicatorsOf(plan, tally, duplicates)
      watch({ rows: tally.rows, total, indicators: known, score: scoreOf(known) })
    }
  }
  if (tally.rows === 0)
    throw new AppError('bad_input', `${path} has no row that can be read below its header: there is nothing to judge.`)
  const indicators = indicatorsOf(plan, tally, duplicates)
  return {
    file: basename(path),
    rows: tally.rows,
    unreadable,
    indicators,
    score: scoreOf(indicators),
    missing: missingOf(tally),
    problems: problemsOf(tally),
    email: sharesOf(tally),
    levels: tally.levels,
    functions: tally.functions,
    columns: mapped.map(({ column, field, forbidden }) => ({ column, field, forbidden })),
    rules: rulesVersion,
  }
}

function indicatorsOf({ tells }: Plan, tally: Tally, duplicates: number): Scan['indicators'] {
  const { rows, has, deliverable, connects, filled } = tally
  if (rows === 0) return {}
  const indicator = (name: IndicatorName, count: number, of: number): Partial<Scan['indicators']> => {
    const share = of === 0 ? 0 : count / of
    return { [name]: { share, rating: rate(name, share) } }
  }
  return {
    // Of rows that have one: how many lack it is what completeness says.
    ...(tells.email.length > 0 ? indicator('email', deliverable, tally.has.email) : {}),
    ...indicator('complete', filled, rows * Object.keys(has).length),
    ...(tells.phone.length > 0 ? indicator('phone', connects, tally.has.phone) : {}),
    ...indicator('duplicates', duplicates, rows),
  }
}

function missingOf({ has, rows }: Tally): Scan['missing'] {
  return Object.entries(has)
    .map(([field, count]) => ({ field: field as Telling, share: rows === 0 ? 0 : 1 - count / rows }))
    .toSorted((a, b) => b.share - a.share)
}

function problemsOf({ why }: Tally): Scan['problems'] {
  return Object.entries(why)
    .flatMap(([kind, reasons]) =>
      Object.entries(reasons ?? {}).map(([reason, values]) => ({ kind, why: reason, values })),
    )
    .toSorted((a, b) => b.values - a.values)
    .slice(0, MOST_PROBLEMS)
}

function sharesOf({ has, role, free, disposable }: Tally): Scan['email'] {
  const share = (count: number) => (has.email === 0 ? 0 : count / has.email)
  return { role: share(role), free: share(free), disposable: share(disposable) }
}
