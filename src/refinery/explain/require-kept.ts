import { sqlText, type DuckDb } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { COMPARED } from '../contacts/compared.ts'

const COLUMNS = ['id', 'line', 'said', 'digest', ...COMPARED.map(({ column }) => column)]

/** Throws `unavailable` when what was kept of an edition is of a version that kept less, saying what to do. */
export async function requireKept(db: DuckDb, { edition, path }: { edition: string; path: string }): Promise<void> {
  const rows = await db.rows<{ name: string }>(`SELECT name FROM parquet_schema(${sqlText(path)})`)
  const kept = new Set(rows.map(({ name }) => name))
  if (COLUMNS.every((column) => kept.has(column))) return
  throw new AppError(
    'unavailable',
    `Edition ${edition} was built by an earlier version of Fairlist, which kept less of how it came about. Build again: fairlist build`,
  )
}
