import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { recordAudit } from '../audit/index.ts'
import type { SuppressionTables } from './tables.ts'

/**
 * Stores what a build found out about people whom its gate dropped: each group is the MACs of one of them, at least one
 * of which is suppressed; the others are from now on, too, under the same suppression. So a person stays away although
 * a later feed knows them by the new address alone. A group without a suppressed MAC is left as it is.
 */
export async function suppressDropped(db: Kysely<SuppressionTables>, groups: Buffer[][]): Promise<void> {
  if (groups.length === 0) return
  await db.transaction().execute(async (trx) => {
    let added = 0n
    for (const group of groups) {
      const macs = group.toSorted((a, b) => a.compare(b))
      const { numAffectedRows = 0n } = await sql`INSERT INTO suppression_identifiers (mac, suppression)
        SELECT each, (SELECT suppression FROM suppression_identifiers WHERE mac = ANY (${macs}::bytea[]) ORDER BY mac LIMIT 1)
        FROM unnest(${macs}::bytea[]) AS each
        WHERE EXISTS (SELECT FROM suppression_identifiers WHERE mac = ANY (${macs}::bytea[]))
        ON CONFLICT (mac) DO NOTHING`.execute(trx)
      added += numAffectedRows
    }
    if (added === 0n) return
    const detail = { groups: groups.length, identifiers: Number(added) }
    await recordAudit(trx, { actor: 'system', action: 'suppression.extend', subject: 'suppression:build', detail })
  })
}
