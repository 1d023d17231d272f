import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { readMailAddress } from '../../platform/mail/index.ts'
import type { MailAddress } from '../../platform/mail/index.ts'
import type { ConsentTables } from './tables.ts'

type Found = { id: string; address: string }

/** The opaque id of an address and its first spelling; null when it was never seen or is none. */
export async function findCorrespondent(db: Kysely<ConsentTables>, address: string): Promise<Found | null> {
  const read = readMailAddress(address)
  if (!read) return null
  const row = await db
    .selectFrom('correspondents')
    .select(['id', 'address'])
    .where('key', '=', read.key)
    .executeTakeFirst()
  return row ?? null
}

/** The opaque id of an address, given now when it has none, and locked until the transaction ends. */
export async function ensureCorrespondent(
  trx: Transaction<ConsentTables>,
  { address, clock }: { address: MailAddress; clock: Clock },
): Promise<string> {
  const row = await trx
    .insertInto('correspondents')
    .values({ id: newId({ clock }), key: address.key, address: address.address, created_at: clock.now() })
    .onConflict((conflict) => conflict.column('key').doUpdateSet((set) => ({ key: set.ref('excluded.key') })))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
