import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import type { LedgerDatabase, LedgerTransaction } from './credit-dependencies.ts'
import type { LedgerTables, SubscriptionsTable, SubscriptionState } from './tables.ts'

/** A subscription, with days as `2026-11-23`. */
export type Subscription = Omit<Selectable<SubscriptionsTable>, 'starts_on' | 'ends_on'> & {
  starts_on: string | null
  ends_on: string | null
}

/** Subscriptions with these states, oldest first: of one account, or of all. */
export function listSubscriptions(
  db: LedgerDatabase | LedgerTransaction,
  { account, states }: { account?: string; states: readonly SubscriptionState[] },
): Promise<Subscription[]> {
  let rows = (db as Kysely<LedgerTables>)
    .selectFrom('subscriptions')
    .selectAll()
    .select([
      sql<string | null>`to_char(starts_on, 'YYYY-MM-DD')`.as('starts_on'),
      sql<string | null>`to_char(ends_on, 'YYYY-MM-DD')`.as('ends_on'),
    ])
    .where('state', 'in', states)
  if (account !== undefined) rows = rows.where('account', '=', account)
  return rows.orderBy('asked_at').orderBy('id').execute()
}

/** The subscription that an account has; null when it has none. */
export async function findRunning(
  db: LedgerDatabase | LedgerTransaction,
  account: string,
): Promise<Subscription | null> {
  return (await listSubscriptions(db, { account, states: ['running'] }))[0] ?? null
}
