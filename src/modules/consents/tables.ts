import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type Channel = 'email' | 'post' | 'telephone'
/** How a row of the ledger came about. A choice on a form holds when it is confirmed; the others hold at once. */
export type Basis = 'form' | 'confirmation' | 'preferences' | 'one-click'

export type CorrespondentsTable = { id: string; key: string; address: string; created_at: Date }

export type ConsentFormsTable = { hash: string; text: string; first_used_at: Date }

export type RegistrationsTable = {
  id: string
  kind: string
  correspondent: string
  fields: ColumnType<Record<string, string>, string, never>
  digest: string
  state: Generated<'pending' | 'confirmed'>
  created_at: Date
  confirmed_at: Date | null
  token_hash: string | null
  token_expires_at: Date | null
}

export type ConsentsTable = {
  id: GeneratedAlways<string>
  at: Date
  correspondent: string
  channel: Channel
  topic: string
  given: boolean
  basis: Basis
  source: string
  policy_version: string
  form_hash: string | null
  remote_address: string | null
}

/** The tables that this module owns, all in the schema `registration`. */
export type ConsentTables = {
  correspondents: CorrespondentsTable
  consent_forms: ConsentFormsTable
  registrations: RegistrationsTable
  consents: ConsentsTable
}
