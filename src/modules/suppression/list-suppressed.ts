import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { SuppressionTables } from './tables.ts'

/** MACs of every identifier that is suppressed, sorted by their bytes. */
export async function listSuppressed(db: Kysely<SuppressionTables>): Promise<Buffer[]> {
  const rows = await inForce(db).select('mac').orderBy('mac').execute()
  return rows.map(({ mac }) => mac)
}

/** For each MAC, whether it is suppressed now: asked of the database itself, by whoever delivers something. */
export async function areSuppressed(db: Kysely<SuppressionTables>, macs: Buffer[]): Promise<boolean[]> {
  if (macs.length === 0) return []
  const rows = await inForce(db)
    .select('mac')
    .where('mac', '=', sql<Buffer>`ANY (${macs}::bytea[])`)
    .execute()
  const known = new Set(rows.map(({ mac }) => mac.toString('hex')))
  return macs.map((mac) => known.has(mac.toString('hex')))
}

function inForce(db: Kysely<SuppressionTables>) {
  return db
    .selectFrom('suppression_identifiers')
    .innerJoin('suppressions', 'suppressions.id', 'suppression_identifiers.suppression')
    .where('suppressions.state', '=', 'in-force')
}
