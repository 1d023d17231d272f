import type { Field } from './field.ts'
import { mapColumns, type Mapped } from './map-columns.ts'
import { openTable, type FileFormat } from './open-table.ts'

/** What the mapping screen shows of a file. */
export type Inspection = {
  format: FileFormat
  encoding: string
  /** As in the file; `, ` when a space follows each comma. */
  delimiter: string
  columns: Mapped[]
  /** The first rows, with the cells of columns that are never held left empty. */
  rows: string[][]
  /** Rows in the file: exact for small files, else estimated from its first part. */
  estimate: number
}

/** Looks at a file without taking it in. Throws like `openTable`. */
export async function inspectFile(
  path: string,
  { rows = 20, mapping }: { rows?: number; mapping?: Record<string, Field | null> } = {},
): Promise<Inspection> {
  const table = await openTable(path)
  const columns = mapColumns(table.columns, table.sample, mapping)
  const hidden = new Set(columns.filter((each) => each.forbidden !== null).map((each) => each.index))
  const { delimiter, padded } = table.dialect
  return {
    format: table.format,
    encoding: table.encoding,
    delimiter: padded ? `${delimiter} ` : delimiter,
    columns,
    rows: table.sample.slice(0, rows).map((row) => row.map((cell, i) => (hidden.has(i) ? '' : cell))),
    estimate: table.estimate,
  }
}
