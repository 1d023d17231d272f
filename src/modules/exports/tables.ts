import type { Generated, Kysely, Transaction } from 'kysely'

export type ExportState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'expired'

type ExportsTable = {
  id: string
  account: string
  user_id: string
  state: ExportState
  total: number
  done: Generated<number>
  /** Edition that it was written from. */
  file: Generated<string | null>
  created_at: Date
  finished_at: Generated<Date | null>
  expires_at: Generated<Date | null>
  error: Generated<string | null>
}

/** The tables that this module owns. */
export type ExportTables = {
  exports: ExportsTable
  export_contacts: { export: string; position: number; contact: string }
}

export type ExportDatabase = Kysely<ExportTables>
export type ExportTransaction = Transaction<ExportTables>
