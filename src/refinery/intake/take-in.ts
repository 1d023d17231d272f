import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openDuckDb, sqlText, textTable } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { Progress } from '../../platform/progress/index.ts'
import { batchColumns, createBatchLine, ITEM, type BatchLine } from './batch-line.ts'
import { csvLine } from './csv-line.ts'
import type { Field } from './field.ts'
import { mapColumns, type Mapped } from './map-columns.ts'
import { openTable, type Table, type TableChunk } from './open-table.ts'
import { createReject, type Reject } from './reject.ts'
import type { RowJudge } from './row-judge.ts'

/** What taking in a file gave. */
export type Intake = {
  /** SHA-256 of the file's bytes, hex. */
  digest: string
  file: string
  bytes: number
  /** Rows in the batch. */
  rows: number
  rejected: number
  /** Rejected rows by reason. */
  reasons: Record<string, number>
  /** Names of columns that the product never holds. */
  dropped: string[]
  mapping: Mapped[]
  /** Oldest and newest date of the rows (ISO). */
  seen: { min: string; max: string } | null
}

export type TakeInOptions = {
  /** Directory to create: `batch.parquet` and `rejects.csv` (line, reason, raw) go there. */
  out: string
  /** Name of the column that says which source each row comes from. */
  sourceColumn?: string | undefined
  /** What columns hold, by name; null = not held. Overrules the guess. */
  mapping?: Record<string, Field | null> | undefined
  /** Refuses rows that may not be taken. */
  judge?: RowJudge | undefined
  progress?: Progress | undefined
  signal?: AbortSignal | undefined
}

/**
 * Takes a file in as a batch: reads the table, maps its columns, leaves out what the product never holds, and writes the rows as
 * Parquet: raw text, trimmed, nothing cleaned. Bad rows go to `rejects.csv` and never stop a good file.
 * Throws `bad_input` or `unsupported` with a sentence on what to do; then `out` is removed again.
 */
export async function takeIn(path: string, options: TakeInOptions): Promise<Intake> {
  const run = { digest: '', bytes: 0 }
  const table = await openTable(path, {
    onDigest: (digest) => (run.digest = digest),
    onBytes: (bytes) => (run.bytes = bytes),
  })
  const mapping = mapColumns(table.columns, table.sample, options.mapping)
  const sourceIndex = findSourceColumn(path, mapping, options.sourceColumn)
  refuseNobody(path, mapping)
  await mkdir(options.out, { recursive: true })
  try {
    const counts = await writeRows({ table, mapping, sourceIndex, options, run })
    await writeParquet(options.out, counts.rows)
    return {
      digest: run.digest,
      file: basename(path),
      bytes: run.bytes,
      ...counts,
      dropped: mapping.filter((each) => each.forbidden !== null).map((each) => each.column),
      mapping,
    }
  } catch (error) {
    await rm(options.out, { recursive: true, force: true })
    throw error
  }
}

const TELLING: Field[] = ['full_name', 'given_name', 'family_name', 'company', 'domain', 'email']

/** A file of which no column tells who it is about would lose every row: better to say so than to take nothing in. */
function refuseNobody(path: string, mapping: Mapped[]): void {
  if (mapping.some((each) => each.field !== null && TELLING.includes(each.field))) return
  throw new AppError(
    'bad_input',
    `${path}: no column was recognised as a name, a company or an e-mail address. Its columns are ${mapping.map((each) => each.column).join(', ')}: say what they hold, or give it a header.`,
  )
}

function findSourceColumn(path: string, mapping: Mapped[], name: string | undefined): number {
  if (name === undefined) return -1
  const found =
    mapping.find((each) => each.column === name) ??
    mapping.find((each) => each.column.trim().toLowerCase() === name.trim().toLowerCase())
  if (found) return found.index
  throw new AppError(
    'bad_input',
    `${path} has no column “${name}”: its columns are ${mapping.map((each) => each.column).join(', ')}.`,
  )
}

type Writing = {
  table: Table
  mapping: Mapped[]
  sourceIndex: number
  options: TakeInOptions
  run: { bytes: number }
}
type Counts = Pick<Intake, 'rows' | 'rejected' | 'reasons' | 'seen'>

async function writeRows({ table, mapping, sourceIndex, options, run }: Writing): Promise<Counts> {
  const counts: Counts = { rows: 0, rejected: 0, reasons: {}, seen: null }
  const toLine = createBatchLine(mapping, sourceIndex)
  const presentRow = createRowPresenter(mapping)
  const judge = options.judge?.(mapping) ?? (() => null)
  const presentRaw = mapping.some((each) => each.forbidden !== null) ? () => '' : (raw: string) => raw
  const lines = await openLineWriter(join(options.out, 'batch.tsv'))
  const rejects = await openLineWriter(join(options.out, 'rejects.csv'))
  const refuse = async (reject: Reject) => {
    counts.rejected++
    counts.reasons[reject.reason] = (counts.reasons[reject.reason] ?? 0) + 1
    await rejects.write(csvLine([String(reject.line), reject.reason, reject.raw]))
  }
  try {
    await rejects.write('line,reason,raw')
    for await (const chunk of table.chunks()) {
      options.signal?.throwIfAborted()
      const refused = chunk.rejects.map((reject) => ({ ...reject, raw: presentRaw(reject.raw) }))
      await takeChunk(chunk, { toLine, judge, presentRow, counts, refused, write: (text) => lines.write(text) })
      for (const reject of refused.toSorted((a, b) => a.line - b.line)) await refuse(reject)
      options.progress?.({ step: 'Reading', done: run.bytes, total: table.bytes, unit: 'bytes' })
    }
  } finally {
    await lines.close()
    await rejects.close()
  }
  return counts
}

type ChunkWriting = {
  toLine: (row: string[]) => BatchLine
  judge: ReturnType<RowJudge>
  presentRow: (row: string[]) => string
  counts: Counts
  refused: Reject[]
  write: (text: string) => Promise<void> | undefined
}

async function takeChunk(
  chunk: TableChunk,
  { toLine, judge, presentRow, counts, refused, write }: ChunkWriting,
): Promise<void> {
  for (const [i, row] of chunk.rows.entries()) {
    const forbidden = judge(row)
    const line = forbidden ?? toLine(row)
    if (typeof line === 'string') {
      refused.push(createReject(chunk.lines[i], line, forbidden === 'child' ? '' : presentRow(row)))
      continue
    }
    counts.rows++
    widen(counts, line.seen)
    const written = write(`${chunk.lines[i]}\t${line.text}`)
    if (written) await written
  }
}

function widen(counts: Counts, date: string | null): void {
  if (date === null) return
  if (counts.seen === null) counts.seen = { min: date, max: date }
  else if (date < counts.seen.min) counts.seen.min = date
  else if (date > counts.seen.max) counts.seen.max = date
}

/** A rejected row as text, without the cells that may not be held. */
function createRowPresenter(mapping: Mapped[]): (row: string[]) => string {
  const hidden = new Set(mapping.filter((each) => each.forbidden !== null).map((each) => each.index))
  return (row) => csvLine(hidden.size === 0 ? row : row.map((cell, i) => (hidden.has(i) ? '' : cell)))
}

async function writeParquet(out: string, rows: number): Promise<void> {
  const text = join(out, 'batch.tsv')
  const columns = [
    { name: 'row', type: 'BIGINT' as const },
    ...batchColumns.map(({ name }) => ({ name, type: 'VARCHAR' as const })),
  ]
  const select = [
    '"row"',
    ...batchColumns.map((column) =>
      'list' in column ? `string_split(${column.name}, chr(${ITEM.charCodeAt(0)})) AS ${column.name}` : column.name,
    ),
  ]
  const db = await openDuckDb({ memory: 1024 })
  try {
    await db.run(
      `COPY (SELECT ${select.join(', ')} FROM ${textTable(text, columns)}) TO ${sqlText(join(out, 'batch.parquet'))} (FORMAT parquet, COMPRESSION zstd)`,
    )
    const [found] = await db.rows<{ rows: number }>(
      `SELECT count(*) AS rows FROM ${sqlText(join(out, 'batch.parquet'))}`,
    )
    if (found?.rows !== rows)
      throw new AppError(
        'internal',
        `The batch has ${found?.rows} rows instead of ${rows}: try again, and report this if it stays.`,
      )
  } finally {
    db.close()
  }
  await rm(text)
}
