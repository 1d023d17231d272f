import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDuckDb, sqlText, type DuckDb } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { Dialect } from './dialect.ts'

/** How the text made of a Parquet file is written. */
export const parquetDialect: Dialect = { delimiter: ',', padded: false, quote: '"', escape: '', newline: '\n' }

const SAMPLE_ROWS = 1000

type Column = { name: string; list: boolean }

/** Columns, first rows and number of rows of a Parquet file; every value as text. */
export async function sniffParquet(path: string): Promise<{ columns: string[]; sample: string[][]; rows: number }> {
  return withParquet(path, async (db, columns) => {
    const [count] = await db.rows<{ rows: number }>(`SELECT count(*) AS rows FROM read_parquet(${sqlText(path)})`)
    const found = await db.rows<Record<string, string | null>>(`${selectText(path, columns)} LIMIT ${SAMPLE_ROWS}`)
    return {
      columns: columns.map((column) => column.name),
      sample: found.map((row) => columns.map((_, i) => row[`c${i}`] ?? '')),
      rows: count?.rows ?? 0,
    }
  })
}

/** Writes a Parquet file as CSV without header into the system's temporary folder; `remove` it afterwards. */
export async function writeParquetText(path: string): Promise<{ source: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlist-parquet-'))
  const source = join(folder, 'table.csv')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await withParquet(path, (db, columns) =>
      db.run(`COPY (${selectText(path, columns)}) TO ${sqlText(source)} (FORMAT csv, HEADER false)`),
    )
  } catch (error) {
    await remove()
    throw error
  }
  return { source, remove }
}

async function withParquet<T>(path: string, act: (db: DuckDb, columns: Column[]) => Promise<T>): Promise<T> {
  const db = await openDuckDb({ memory: 1024 })
  try {
    const found = await db.rows<{ column_name: string; column_type: string }>(
      `DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`,
    )
    return await act(
      db,
      found.map((row) => ({ name: row.column_name, list: row.column_type.endsWith('[]') })),
    )
  } catch (cause) {
    if (cause instanceof AppError || !/parquet|magic|footer|metadata/i.test(String(cause))) throw cause
    throw new AppError('bad_input', `${path} is a damaged Parquet file: write it again.`, { cause })
  } finally {
    db.close()
  }
}

function selectText(path: string, columns: Column[]): string {
  const text = ({ name, list }: Column, i: number) => {
    const column = `"${name.replaceAll('"', '""')}"`
    return `${list ? `array_to_string(${column}, ', ')` : `CAST(${column} AS VARCHAR)`} AS c${i}`
  }
  return `SELECT ${columns.map(text).join(', ')} FROM read_parquet(${sqlText(path)})`
}
