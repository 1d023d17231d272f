import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { Scan } from '../../refinery/files/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Sender } from './compare-with-peers.ts'
import limits from './limits.json' with { type: 'json' }
import type { HealthScanTables } from './tables.ts'

type Counts = Sender & { scan: Pick<Scan, 'rows' | 'indicators'> }

/** Keeps the counts of a scan whose sender agreed, and nothing else. Gives whether: a file of a few rows says little about anybody's. */
export async function keepCounts(
  { db, clock }: { db: Kysely<HealthScanTables>; clock: Clock },
  { scan: { rows, indicators }, industry, size }: Counts,
): Promise<boolean> {
  if (rows < limits.fewestRows) return false
  const { email, complete, phone, duplicates } = indicators
  await db.transaction().execute(async (trx) => {
    // One after the other: a block of scans, once whole, never changes.
    await sql`SELECT pg_advisory_xact_lock(hashtext('health-scans'))`.execute(trx)
    const { id } = await trx
      .insertInto('health_scans')
      .values({
        scanned_on: clock.now().toISOString().slice(0, 10),
        rows,
        industry,
        size,
        email: email?.share ?? null,
        complete: complete?.share ?? null,
        phone: phone?.share ?? null,
        duplicates: duplicates?.share ?? null,
        seed: randomBytes(32),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordAudit(trx, { actor: 'anonymous', action: 'health-scan.keep', subject: `health-scan:${id}` })
  })
  return true
}
