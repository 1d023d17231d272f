import type { Field } from './field.ts'
import { mapColumns, type Mapped } from './map-columns.ts'
import { openTable, type FileFormat, type Table } from './open-table.ts'
import type { RejectReason } from './reject.ts'
import type { RowJudge } from './row-judge.ts'

/** What the mapping screen shows of a file. */
export type Inspection = {
  format: FileFormat
  encoding: string
  /** As in the file; `, ` when a space follows each comma. */
  delimiter: string
  columns: Mapped[]
  /** The first rows, with the cells of columns that are never held left empty. */
  rows: string[][]
  /** Why the judge refuses each of these rows, if it does. */
  refused: (RejectReason | null)[]
  /** Rows in the file: exact for small files, else estimated from its first part. */
  estimate: number
}

type Options = {
  rows?: number
  mapping?: Record<string, Field | null>
  judge?: RowJudge
  /** What was chosen before for files like this (`Mappings.recall`). */
  recall?: (table: Pick<Table, 'columns' | 'sample'>) => Promise<Record<string, Field | null>>
}

/** Looks at a file without taking it in. Throws like `openTable`. */
export async function inspectFile(
  path: string,
  { rows = 20, mapping, judge, recall }: Options = {},
): Promise<Inspection> {
  const table = await openTable(path)
  const known = (await recall?.(table)) ?? {}
  const mapped = mapColumns(table.columns, table.sample, { ...known, ...mapping })
  for (const each of mapped)
    if (each.why === 'chosen' && mapping?.[each.column] === undefined) each.why = 'as last time'
  const refuse = judge?.(mapped) ?? (() => null)
  // Of a row that is refused for good nothing is shown, as nothing of it is kept.
  const isShown = (row: string[]) => refuse(row) !== 'child'
  const columns = table.sample.every(isShown) ? mapped : withSamplesOf(table.sample.filter(isShown), mapped)
  const hidden = new Set(columns.filter((each) => each.forbidden !== null).map((each) => each.index))
  const { delimiter, padded } = table.dialect
  const first = table.sample.slice(0, rows)
  return {
    format: table.format,
    encoding: table.encoding,
    delimiter: padded ? `${delimiter} ` : delimiter,
    columns,
    rows: first.map((row) => row.map((cell, i) => (hidden.has(i) || !isShown(row) ? '' : cell))),
    refused: first.map(refuse),
    estimate: table.estimate,
  }
}

/** Columns whose examples are among theirs still found in these rows. */
function withSamplesOf(rows: string[][], columns: Mapped[]): Mapped[] {
  return columns.map((column) => {
    const found = new Set(rows.map((row) => row[column.index]?.trim() ?? ''))
    return { ...column, samples: column.samples.filter((sample) => found.has(sample.trim())) }
  })
}
