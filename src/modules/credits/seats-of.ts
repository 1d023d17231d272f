import type { LedgerDatabase } from './credit-dependencies.ts'
import { findRunning } from './list-subscriptions.ts'
import { findPlan } from './plans.ts'

/** How many people an account may have by the plan that runs; null without one. */
export async function seatsOf(db: LedgerDatabase, account: string): Promise<number | null> {
  const running = await findRunning(db, account)
  return running === null ? null : (findPlan(running.plan)?.seats ?? null)
}
