import type { Kysely, Transaction } from 'kysely'
import type { Generated } from 'kysely'
import type { StaffRole } from '../../platform/http/index.ts'

export type MemberRole = 'owner' | 'member'

type UsersTable = {
  id: string
  name: string
  /** In lower case. */
  email: string
  email_verified: boolean
  created_at: Date
  updated_at: Date
}

type SessionsTable = {
  id: string
  token: string
  user_id: string
  expires_at: Date
  created_at: Date
  updated_at: Date
  ip_address: string | null
  user_agent: string | null
  active_organization_id: string | null
}

type CredentialsTable = {
  id: string
  account_id: string
  provider_id: string
  user_id: string
  password: string | null
  created_at: Date
  updated_at: Date
}

type InvitationsTable = {
  id: string
  organization_id: string
  email: string
  role: MemberRole
  status: 'pending' | 'accepted' | 'canceled' | 'rejected'
  expires_at: Date
  created_at: Date
  inviter_id: string
  token_hash: string | null
}

type SignUpsTable = {
  id: string
  email: string
  name: string
  organisation: string
  /** Hashed; null when it became a user's. */
  password: string | null
  /** Both written as JSON text. */
  accepted: unknown
  ticked: unknown
  remote_address: string | null
  created_at: Date
  expires_at: Date
  token_hash: string
  user_id: Generated<string | null>
}

type OneTimeLinksTable = {
  token_hash: string
  user_id: string
  purpose: 'set-password'
  created_at: Date
  expires_at: Date
  used_at: Generated<Date | null>
}

/** The tables that this module owns, as far as it touches them itself; the first five are better-auth's. */
export type AccountTables = {
  users: UsersTable
  sessions: SessionsTable
  credentials: CredentialsTable
  organizations: { id: string; name: string; slug: string; created_at: Date }
  members: { id: string; organization_id: string; user_id: string; role: MemberRole; created_at: Date }
  invitations: InvitationsTable
  sign_ups: SignUpsTable
  one_time_links: OneTimeLinksTable
  staff: { user_id: string; role: StaffRole }
}

export type AccountDatabase = Kysely<AccountTables>
export type AccountTransaction = Transaction<AccountTables>
