import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { BillingDatabase } from './billing-dependencies.ts'

type Paid = { number: string; paid?: string | undefined; actor: string }

/** Notes that an invoice was paid. Throws `not_found`, and `conflict` when it was noted before. */
export async function markPaid(
  { db, clock }: { db: BillingDatabase; clock: Clock },
  { number, paid, actor }: Paid,
): Promise<void> {
  const today = clock.now().toISOString().slice(0, 10)
  const day = paid ?? today
  if (day > today) throw new AppError('bad_input', 'The money cannot have come on a day that is yet to come.')
  await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('invoices')
      .select('state')
      .where('number', '=', number)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw new AppError('not_found', `There is no invoice ${number}.`)
    if (found.state === 'paid') throw new AppError('conflict', `Invoice ${number} was marked as paid before.`)
    await trx.updateTable('invoices').set({ state: 'paid', paid_on: day }).where('number', '=', number).execute()
    await recordAudit(trx, { actor, action: 'invoice.paid', subject: `invoice:${number}`, detail: { paid: day } })
  })
}
