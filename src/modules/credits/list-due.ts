import type { Clock } from '../../platform/clock/index.ts'
import type { LedgerDatabase } from './credit-dependencies.ts'
import { listSubscriptions } from './list-subscriptions.ts'
import { addMonths, listPeriods } from './month-periods.ts'
import { findPlan } from './plans.ts'

/** A month of a subscription that has begun, and is to be paid for. */
export type DueMonth = {
  /** `subscription:<id>:<first day>`: what an invoice for it is known by. */
  key: string
  account: string
  title: string
  start: string
  /** Day after the last one. */
  end: string
  priceCents: number
  currency: string
}

/** Every month of every subscription that has begun, oldest first, within the last `months` months. Free ones are left out. */
export async function listDue(
  { db, clock }: { db: LedgerDatabase; clock: Clock },
  { months = 12 }: { months?: number } = {},
): Promise<DueMonth[]> {
  const day = clock.now().toISOString().slice(0, 10)
  const since = addMonths(day, -months)
  const rows = await listSubscriptions(db, { states: ['running', 'ended'] })
  return rows.flatMap(({ id, account, plan, starts_on: start, ends_on: end, price_cents: priceCents, currency }) => {
    if (start === null || priceCents === 0) return []
    const title = findPlan(plan)?.title ?? plan
    return listPeriods({ start, end, day })
      .filter((period) => period.start >= since)
      .map((period) => ({
        key: `subscription:${id}:${period.start}`,
        account,
        title,
        start: period.start,
        end: period.end,
        priceCents,
        currency,
      }))
  })
}
