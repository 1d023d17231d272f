import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { PrivacyTables } from './tables.ts'

/** Requests of one address in a day that are answered by letter: asking must not be a way to fill somebody's mailbox. */
const DAILY = 5
const DAY = 86_400_000

/** Whether an address may get another letter today; whoever asks for the same one at this moment waits. */
export async function mayWriteTo(trx: Transaction<PrivacyTables>, addressMac: Buffer, clock: Clock): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(${addressMac.readBigInt64BE()})`.execute(trx)
  const { count } = await trx
    .selectFrom('requests')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('address_mac', '=', addressMac)
    .where('received_at', '>', new Date(clock.now().getTime() - DAY))
    .executeTakeFirstOrThrow()
  return Number(count) < DAILY
}
