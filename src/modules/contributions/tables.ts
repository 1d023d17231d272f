import type { ColumnType, Generated, Kysely, Transaction } from 'kysely'

/** `waiting`: for the next edition. `built`: an edition was built with it. */
export type ContributionState = 'waiting' | 'built' | 'taken-back'

export type ContributionsTable = {
  id: string
  account: string
  user_id: string
  kind: 'contact' | 'file'
  file: string | null
  source: string
  batch: string
  state: Generated<ContributionState>
  rows: number
  rejected: number
  dropped: string[]
  terms: string
  key: string
  digest: Buffer
  created_at: Date
  built_in: Generated<string | null>
  added: Generated<number | null>
  confirmed: Generated<number | null>
  taken_back_at: Generated<Date | null>
  final: Generated<boolean>
}

/** The tables that this module owns, all in the schema `intake`. */
export type ContributionTables = {
  sources: { id: string; kind: 'member' | 'provider'; account: string | null; created_at: Date }
  contributions: ContributionsTable
  /** `row` comes as text: a bigint. */
  taken_back_rows: {
    contribution: string
    row: ColumnType<string, number, never>
    at: ColumnType<Date, Date, never>
    final: Generated<boolean>
  }
  credited: {
    batch: string
    edition: string
    account: string
    added: number
    confirmed: number
    booked: Generated<boolean>
  }
}

export type ContributionDatabase = Kysely<ContributionTables>
export type ContributionTransaction = Transaction<ContributionTables>
