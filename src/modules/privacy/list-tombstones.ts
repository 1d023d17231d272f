import type { Kysely } from 'kysely'
import type { PrivacyTables } from './tables.ts'

/** Rows of batches that deletions took out: no build is to read them. Sorted by batch and row. */
export async function listTombstones(db: Kysely<PrivacyTables>): Promise<{ batch: string; row: number }[]> {
  const rows = await db.selectFrom('tombstones').select(['batch', 'row']).orderBy('batch').orderBy('row').execute()
  return rows.map(({ batch, row }) => ({ batch, row: Number(row) }))
}
