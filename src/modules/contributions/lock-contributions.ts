import { sql } from 'kysely'
import type { ContributionTransaction } from './tables.ts'

/** Lets one transaction at a time say what an account gives. */
export async function lockContributions(trx: ContributionTransaction, account: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`contribution ${account}`}, 0))`.execute(trx)
}
