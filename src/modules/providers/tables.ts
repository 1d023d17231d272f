import type { ColumnType } from 'kysely'

/** Where the contracts of a provider stand. */
export type Standing = 'none' | 'coming' | 'running' | 'ended'

export type ContractsTable = {
  id: string
  provider: string
  /** Written as ISO dates; read as text by `list-contracts.ts`. */
  starts_on: ColumnType<Date, string, never>
  ends_on: ColumnType<Date | null, string | null, never>
  territory: string[] | null
  resale: boolean
  ended_at: Date | null
  written_at: Date
  written_by: string
}

export type ProviderBatchesTable = {
  id: string
  provider: string
  contract: string
  batch: string
  state: 'coming' | 'there' | 'lost'
  file: string
  digest: string
  country: string | null
  rows: number
  rejected: number
  reasons: ColumnType<Record<string, number>, string, never>
  dropped: string[]
  delivered_at: Date
  delivered_by: string
}

/** The tables that this module owns, in the schema `intake`; contributions are another's. */
export type ProviderTables = {
  providers: { id: string; name: string; state: Standing; created_at: Date }
  contracts: ContractsTable
  provider_batches: ProviderBatchesTable
}
