import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { BillingDatabase } from './billing-dependencies.ts'
import type * as schemas from './schemas.ts'

export type BillingAddress = z.output<typeof schemas.BillingAddress>

/** Where an account's invoices go; null while it has not said so. */
export async function findBillingAddress(db: BillingDatabase, account: string): Promise<BillingAddress | null> {
  const row = await db.selectFrom('billing_addresses').selectAll().where('account', '=', account).executeTakeFirst()
  if (!row) return null
  const { account: _account, updated_at: _at, updated_by: _by, vat_id: vatId, ...address } = row
  return { ...address, vatId }
}

type Written = { account: string; address: BillingAddress; actor: string }

/** Sets where an account's invoices go. Those that are issued stay as they are. */
export async function setBillingAddress(
  { db, clock }: { db: BillingDatabase; clock: Clock },
  { account, address: { vatId, ...address }, actor }: Written,
): Promise<void> {
  const row = { ...address, vat_id: vatId, updated_at: clock.now(), updated_by: actor }
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('billing_addresses')
      .values({ account, ...row })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
      .execute()
    await recordAudit(trx, { actor, action: 'billing.address', subject: `account:${account}` })
  })
}
