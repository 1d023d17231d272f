import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { recordAudit } from '../audit/index.ts'
import { book, lockBalance } from './book.ts'
import type { LedgerTransaction } from './credit-dependencies.ts'
import { findRunning } from './list-subscriptions.ts'
import type { Subscription } from './list-subscriptions.ts'
import { addMonths, listPeriods } from './month-periods.ts'
import type { Period } from './month-periods.ts'

type Settling = {
  account: string
  clock: Clock
  /** The balance, where it is locked already. */
  locked?: number
}

/**
 * Brings an account up to the present: the months' credits that have come, credits whose time has ended, a subscription
 * that has run out. Locks the balance and gives it. What is booked already is not booked again, so that the job, an unlock
 * and a start may all do it.
 */
export async function settle(trx: LedgerTransaction, { account, clock, locked }: Settling): Promise<number> {
  const balance = locked ?? (await lockBalance(trx, account))
  const running = await findRunning(trx, account)
  const day = clock.now().toISOString().slice(0, 10)
  let changed = running !== null && (await grantMonths(trx, { running, day, clock }))
  if (running?.ends_on && running.ends_on <= day) await closeSubscription(trx, running, 'system')
  changed = (await endLots(trx, { account, clock })) || changed
  return changed ? lockBalance(trx, account) : balance
}

/** Marks a subscription as no longer running. */
export async function closeSubscription(
  trx: LedgerTransaction,
  { id }: Pick<Subscription, 'id'>,
  actor: string,
): Promise<void> {
  await trx.updateTable('subscriptions').set({ state: 'ended' }).where('id', '=', id).execute()
  await recordAudit(trx, { actor, action: 'subscription.end', subject: `subscription:${id}` })
}

type Granting = { running: Subscription; day: string; clock: Clock }

async function grantMonths(trx: LedgerTransaction, { running, day, clock }: Granting): Promise<boolean> {
  const { account, starts_on: start, ends_on: end, credits_per_month: credits } = running
  if (start === null || credits === 0) return false
  const periods = listPeriods({ start, end, day })
  const booked = await findGrants(trx, account, periods)
  let changed = false
  for (const period of periods) {
    const before = booked.get(period.month) ?? 0
    if (before >= credits) continue
    // Somebody who moves to a larger plan within a month gets the difference.
    const key = `grant:${account}:${period.month}${before > 0 ? `:${running.id}` : ''}`
    const detail = { plan: running.plan, subscription: running.id, month: period.month }
    const expiresAt = endOf(period, running)
    const booking = { account, kind: 'grant', key, credits: credits - before, actor: 'system', detail, clock } as const
    changed = (await book(trx, { ...booking, expiresAt })) || changed
  }
  return changed
}

/** Credits granted so far, by month. */
async function findGrants(trx: LedgerTransaction, account: string, periods: Period[]): Promise<Map<string, number>> {
  const months = periods.map(({ month }) => month)
  const { rows } = await sql<{ month: string; credits: number }>`
    SELECT t.detail ->> 'month' AS month, sum(l.credits)::int AS credits
    FROM lots l JOIN transactions t ON t.id = l.transaction
    WHERE l.account = ${account} AND t.kind = 'grant' AND t.detail ->> 'month' = ANY(${months}::text[])
    GROUP BY 1`.execute(trx)
  return new Map(rows.map(({ month, credits }) => [month, credits]))
}

function endOf({ start }: Period, { carried_months: carried }: Subscription): Date | null {
  return carried === null ? null : new Date(`${addMonths(start, carried + 1)}T00:00:00.000Z`)
}

async function endLots(
  trx: LedgerTransaction,
  { account, clock }: { account: string; clock: Clock },
): Promise<boolean> {
  const over = await trx
    .selectFrom('lots')
    .innerJoin('transactions', 'transactions.id', 'lots.transaction')
    .select(['lots.transaction', 'lots.remaining', 'transactions.detail'])
    .where('lots.account', '=', account)
    .where('lots.remaining', '>', 0)
    .where('lots.expires_at', '<=', clock.now())
    .orderBy('lots.expires_at')
    .orderBy('lots.transaction')
    .execute()
  // Those that end first are taken first: exactly the lot that is over.
  for (const { transaction, remaining, detail } of over) {
    const key = `expiry:${transaction}`
    const about = { month: detail.month }
    await book(trx, { account, kind: 'expiry', key, credits: -remaining, actor: 'system', detail: about, clock })
  }
  return over.length > 0
}
