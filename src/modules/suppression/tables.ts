import type { Generated } from 'kysely'

/** How a stop came in. `case`: a request of another kind that ended in one. */
export type Channel = 'web' | 'telephone' | 'mail' | 'case'

export type SuppressionsTable = {
  id: string
  number: string
  channel: Channel
  state: Generated<'in-force' | 'lifted'>
  created_at: Date
  key_version: number
  token_hash: Buffer
}

/** The tables that this module owns, all in the schema `privacy`. */
export type SuppressionTables = {
  numbers: { year: number; last: number }
  suppression_keys: { version: number; check: Buffer }
  suppressions: SuppressionsTable
  suppression_identifiers: { mac: Buffer; suppression: string }
}
