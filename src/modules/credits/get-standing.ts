import { sql } from 'kysely'
import type { z } from 'zod'
import { balanceOf } from './balance-of.ts'
import type { CreditDependencies } from './credit-dependencies.ts'
import { listSubscriptions } from './list-subscriptions.ts'
import type { Subscription } from './list-subscriptions.ts'
import { addMonths, listPeriods } from './month-periods.ts'
import { findPlan } from './plans.ts'
import type * as schemas from './schemas.ts'

/** Where an account stands: balance, subscription, what comes and what ends next. */
export async function getStanding(
  { db, clock }: Pick<CreditDependencies, 'db' | 'clock'>,
  account: string,
): Promise<z.input<typeof schemas.Standing>> {
  const [balance, subscriptions, lots, owned] = await Promise.all([
    balanceOf(db, account),
    listSubscriptions(db, { account, states: ['running', 'asked'] }),
    sql<{ at: Date; credits: number }>`
      SELECT expires_at AS at, sum(remaining)::int AS credits FROM lots
      WHERE account = ${account} AND remaining > 0 AND expires_at IS NOT NULL GROUP BY 1 ORDER BY 1`.execute(db),
    sql<{ count: number }>`SELECT count(*)::int AS count FROM unlocked WHERE account = ${account}`.execute(db),
  ])
  const find = (state: string) => subscriptions.find((each) => each.state === state) ?? null
  const [running, asked] = [find('running'), find('asked')]
  return {
    account,
    balance,
    running: running && presentSubscription(running),
    asked: asked && presentSubscription(asked),
    nextGrant: running && nextGrant(running, clock.now().toISOString().slice(0, 10)),
    ending: lots.rows.map(({ at, credits }) => ({ at: at.toISOString(), credits })),
    owned: owned.rows[0]?.count ?? 0,
  }
}

function nextGrant({ starts_on: start, ends_on: end, credits_per_month: credits }: Subscription, day: string) {
  if (start === null || credits === 0) return null
  const on = addMonths(start, listPeriods({ start, end: null, day }).length)
  return end !== null && on >= end ? null : { on, credits }
}

/** A subscription as it leaves. */
export function presentSubscription(row: Subscription): z.input<typeof schemas.SubscriptionItem> {
  const { id, plan, state } = row
  return {
    id,
    plan,
    title: findPlan(plan)?.title ?? plan,
    state,
    asked: row.asked_at.toISOString(),
    start: row.starts_on,
    end: row.ends_on,
    creditsPerMonth: row.credits_per_month,
    carriedMonths: row.carried_months,
    priceCents: row.price_cents,
    currency: row.currency,
  }
}
