import type { ColumnType, Generated } from 'kysely'

export type PolicyVersionsTable = {
  policy: string
  version: number
  text: string
  summary: string
  material: boolean
  /** Written as an ISO date; read as text by `list-versions.ts`. */
  effective_on: ColumnType<Date, string, string>
  author: string
  published_at: Date
  announcing_since: Date | null
  announced_at: Date | null
}

export type PolicyNoticesTable = { policy: string; version: number; user_id: string; queued_at: Date }

export type PolicyAcceptancesTable = {
  user_id: string
  policy: string
  version: number
  accepted_at: Date
  remote_address: string | null
}

export type FeedbackTable = {
  id: string
  digest: string
  topic: string
  message: string
  email: string | null
  user_id: string | null
  remote_address: string | null
  sent_at: Date
  done_at: Generated<Date | null>
}

/** The tables that this module owns, all in the schema `registration`. */
export type PolicyTables = {
  policy_versions: PolicyVersionsTable
  policy_notices: PolicyNoticesTable
  policy_acceptances: PolicyAcceptancesTable
  feedback: FeedbackTable
}
