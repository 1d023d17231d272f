import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { LineWriter } from '../../platform/lines/index.ts'
import type { Progress } from '../../platform/progress/index.ts'
import { csvLine, mapColumns, openTable } from '../intake/index.ts'
import type { Field, Mapped } from '../intake/index.ts'
import { planColumns } from './plan-columns.ts'
import type { Plan } from './plan-columns.ts'
import { findDuplicate } from './find-duplicate.ts'
import { FirstRows } from './row-keys.ts'
import { addTally, emptyTally } from './tally.ts'
import type { Tally } from './tally.ts'
import { headerOf } from './work-piece.ts'
import type { Wanted } from './work-piece.ts'
import { workThrough } from './work-through.ts'
import type { Worked } from './work-through.ts'
import { writeWorkbook } from './write-workbook.ts'

export type CleanOptions = {
  /** The file to write: CSV; Parquet or an Excel workbook by its name (`.parquet`, `.xlsx`). */
  out: string
  /** Keep the columns as they are, and add the clean ones. */
  append?: boolean | undefined
  /** Where rows go that cannot be read or have a value that cannot be used; without, the latter stay in `out`. */
  rejects?: string | undefined
  mapping?: Record<string, Field | null> | undefined
  threads?: number | undefined
  progress?: Progress | undefined
}

export type CleanedFile = {
  /** Rows read. */
  rows: number
  /** Rows written to `out`. */
  written: number
  /** Rows that cannot be read. */
  unreadable: number
  /** Rows with a value that cannot be used. */
  failing: number
  /** Rows that are another one again. */
  duplicates: number
  /** What each column holds. */
  mapping: Mapped[]
  tally: Tally
}

/** Columns that cleaning adds, by which a file that was cleaned before is known. */
const ISSUES = 'issues'
const DUPLICATE = 'duplicate_of'

/**
 * Writes a file cleaned: each column by what it holds, with the issues of each row and whose duplicate it is. Appears whole or not
 * at all. Throws `bad_input` or `unsupported` for a file that cannot be read.
 */
export async function cleanFile(path: string, options: CleanOptions): Promise<CleanedFile> {
  const { out, append = false, rejects, mapping: choices, threads, progress = () => {} } = options
  await refuseDevice(out)
  const table = await openTable(path)
  const mapping = mapColumns(table.columns, table.sample, choices)
  const plan = planColumns(mapping)
  const wanted: Wanted = {
    lines: append ? 'append' : 'in-place',
    replaced: plan.columns.flatMap((name, index) => (name === ISSUES || name === DUPLICATE ? [index] : [])),
  }
  const work = await mkdtemp(join(dirname(out), '.fairlist-clean-'))
  try {
    const files = await openFiles(work, { plan, wanted, rejects: rejects !== undefined })
    const result: CleanedFile = {
      rows: 0,
      written: 0,
      unreadable: 0,
      failing: 0,
      duplicates: 0,
      mapping,
      tally: emptyTally(),
    }
    const seen = new FirstRows()
    for await (const worked of workThrough(table.chunks(), { plan, wanted, estimate: table.estimate, threads })) {
      await writePiece(worked, { files, seen, result })
      progress({ step: 'Cleaning', done: result.rows, total: Math.max(result.rows, table.estimate), unit: 'rows' })
    }
    await Promise.all([files.clean.close(), files.rejects?.close()])
    await rename(await asNamed(work, out), out)
    if (rejects !== undefined) await rename(join(work, 'rejects.csv'), rejects)
    return result
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** What is no file would be replaced by one. */
async function refuseDevice(out: string): Promise<void> {
  const there = await stat(out).catch(() => null)
  if (there !== null && !there.isFile())
    throw new AppError('bad_input', `${out} is no file that can be replaced. Name another with --out.`)
}

type Files = { clean: LineWriter; rejects: LineWriter | null }

async function openFiles(
  work: string,
  { plan, wanted, rejects: isWanted }: { plan: Plan; wanted: Wanted; rejects: boolean },
): Promise<Files> {
  const clean = await openLineWriter(join(work, 'clean.csv'))
  const rejects = isWanted ? await openLineWriter(join(work, 'rejects.csv')) : null
  await clean.write(csvLine([...headerOf(plan, wanted), DUPLICATE]))
  await rejects?.write(csvLine(['line', 'reason', ...plan.columns]))
  return { clean, rejects }
}

type Writing = { files: Files; seen: FirstRows; result: CleanedFile }

async function writePiece(worked: Worked, { files: { clean, rejects }, seen, result }: Writing): Promise<void> {
  const { lines, failing, keys, rows, numbers, rejects: unreadable, tally } = worked
  addTally(result.tally, tally)
  for (const { line, reason, raw } of unreadable) await rejects?.write(csvLine([String(line), reason, raw]))
  result.unreadable += unreadable.length
  for (const [at, line] of lines.entries()) {
    result.rows++
    const first = findDuplicate(seen, { keys, at, row: numbers[at] })
    if (first !== null) result.duplicates++
    result.failing += failing[at]
    if (failing[at] === 1 && rejects) await rejects.write(csvLine([String(numbers[at]), 'unusable_value', ...rows[at]]))
    else {
      result.written++
      await clean.write(`${line},${first ?? ''}`)
    }
  }
}

/** The file in the form that its name asks for. */
async function asNamed(work: string, out: string): Promise<string> {
  const csv = join(work, 'clean.csv')
  const form = /\.(parquet|xlsx)$/i.exec(out)?.[1]?.toLowerCase()
  if (form === undefined) return csv
  const made = join(work, `clean.${form}`)
  await (form === 'xlsx' ? writeWorkbook(csv, made) : writeParquet(csv, made))
  return made
}

/** The same rows as Parquet, all text. */
async function writeParquet(csv: string, out: string): Promise<void> {
  const database = await openDuckDb()
  try {
    await database.run(
      `COPY (SELECT * FROM read_csv(${sqlText(csv)}, header=true, all_varchar=true, delim=',', quote='"', escape='"', strict_mode=true))
       TO ${sqlText(out)} (FORMAT parquet, COMPRESSION zstd)`,
    )
  } finally {
    database.close()
  }
}
