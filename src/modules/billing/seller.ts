import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { BillingDatabase } from './billing-dependencies.ts'
import type * as schemas from './schemas.ts'
import type { BillingTables } from './tables.ts'

export type Seller = z.output<typeof schemas.Seller>

/** Who sends the invoices; null while the operator has not said so. */
export async function findSeller(db: BillingDatabase | Transaction<BillingTables>): Promise<Seller | null> {
  const row = await (db as Kysely<BillingTables>)
    .selectFrom('billing_sellers')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { name, street, postcode, city, country, iban, bic } = row
  const { vat_id: vatId, tax_rate: taxRate, payment_days: paymentDays } = row
  return { name, street, postcode, city, country, vatId, iban, bic, taxRate, paymentDays }
}

/** Says who sends invoices from now on. */
export async function setSeller(
  { db, clock }: { db: BillingDatabase; clock: Clock },
  { seller: { vatId, taxRate, paymentDays, ...seller }, actor }: { seller: Seller; actor: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const figures = { vat_id: vatId, tax_rate: taxRate, payment_days: paymentDays }
    const { id } = await trx
      .insertInto('billing_sellers')
      .values({ ...seller, ...figures, written_at: clock.now(), written_by: actor })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordAudit(trx, { actor, action: 'billing.seller', subject: `seller:${id}` })
  })
}
