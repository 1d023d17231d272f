import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type SubscriptionState = 'asked' | 'running' | 'ended' | 'declined'

export type SubscriptionsTable = {
  id: string
  account: string
  plan: string
  state: SubscriptionState
  asked_at: Date
  asked_by: string
  /** Written as an ISO date; read as text by `list-subscriptions.ts`. */
  starts_on: ColumnType<Date | null, string | null, string | null>
  ends_on: ColumnType<Date | null, string | null, string | null>
  credits_per_month: number
  carried_months: number | null
  price_cents: number
  currency: string
}

export type TransactionKind = 'grant' | 'expiry' | 'unlock' | 'refund' | 'contribution' | 'adjustment'

export type TransactionsTable = {
  id: string
  kind: TransactionKind
  key: string
  at: Date
  actor: string
  detail: ColumnType<Record<string, unknown>, string, never>
}

export type EntriesTable = {
  transaction: string
  account: string
  credits: number
  /** Set by the database, for accounts of organisations. */
  line: GeneratedAlways<number | null>
  balance: GeneratedAlways<number | null>
}

export type DisclosuresTable = {
  id: GeneratedAlways<string>
  account: string
  contact: string
  user_id: string
  edition: string
  fields: string[]
  at: Date
  transaction: string | null
  road: 'unlock' | 'export' | 'api'
}

/** The tables that this module owns, all in the schema `ledger`; `exports` and `export_contacts` are another's. */
export type LedgerTables = {
  subscriptions: SubscriptionsTable
  balances: { account: string; credits: Generated<number>; lines: Generated<number> }
  transactions: TransactionsTable
  entries: EntriesTable
  lots: { transaction: string; account: string; credits: number; remaining: number; expires_at: Date | null }
  unlocked: { account: string; contact: string; transaction: string; price: number; at: Date; user_id: string }
  disclosures: DisclosuresTable
  answers: {
    account: string
    key: string
    digest: Buffer
    answer: ColumnType<Record<string, unknown>, string, never>
    at: Date
  }
}
