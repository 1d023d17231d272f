import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { MailTables } from '../mail/index.ts'
import type { SuppressionTables } from '../suppression/index.ts'

/** What a request asks for; `other` is what somebody has to read first. */
export type RequestKind = 'stop' | 'access' | 'correction' | 'deletion' | 'other'
export type RequestState = 'unconfirmed' | 'open' | 'paused' | 'closed'
export type Outcome = 'done' | 'refused' | 'expired' | 'withdrawn'
export type RequestChannel = 'web' | 'telephone' | 'mail'

/** A day, `2026-03-01`. The driver would make a moment of it; `::text` in a query keeps it a day. */
type Day = ColumnType<string, string, string>

export type RequestsTable = {
  id: string
  number: string
  kind: RequestKind
  channel: RequestChannel
  law: string
  state: RequestState
  outcome: Outcome | null
  received_at: Date
  due_on: Day
  extended: Generated<boolean>
  paused_on: Day | null
  closed_at: Date | null
  erase_on: Day
  owner: string | null
  contacts: ColumnType<string[], string[] | undefined, string[]>
  address_mac: Buffer | null
  message_hash: Buffer | null
  token_hash: Buffer | null
  token_expires_at: Date | null
}

/** `person`: who asks. `message`: what they wrote. `wish`: a field to correct. `note`, `answer`: of the staff. */
export type PaperKind = 'person' | 'message' | 'wish' | 'note' | 'answer'

export type RequestPapersTable = {
  id: string
  request: string
  kind: PaperKind
  sealed: Buffer
  written_at: Date
}

export type RequestEventsTable = {
  id: GeneratedAlways<string>
  request: string
  at: Date
  actor: string
  kind: string
  detail: ColumnType<Record<string, unknown>, string, never>
}

export type CorrectionsTable = {
  id: string
  request: string
  contact: string
  identifiers: Buffer[]
  field: string
  wrong_mac: Buffer | null
  state: Generated<'in-force' | 'lifted'>
  decided_at: Date
}

/** The tables that this module owns, all in the schema `privacy`, beside those of suppression and of its outbox. */
export type PrivacyTables = {
  requests: RequestsTable
  request_papers: RequestPapersTable
  request_events: RequestEventsTable
  corrections: CorrectionsTable
  tombstones: { batch: string; row: string; request: string }
} & SuppressionTables &
  MailTables
