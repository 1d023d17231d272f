import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

export type Role = 'owner' | 'member'
export type StaffRole = 'operator' | 'support' | 'privacy-officer'
export type Membership = { id: string; name: string; role: Role }

/** Who is signed in. `local`: there is no operator yet, and whoever sits at the machine may do everything. */
export type Account = {
  kind: 'user' | 'local'
  id: string | null
  name: string | null
  email: string | null
  organisation: Membership | null
  organisations: Membership[]
  staff: StaffRole[]
}

export const account = () =>
  queryOptions({ queryKey: ['account'], queryFn: ({ signal }) => request<Account>('/v1/account', { signal }) })

export type Session = {
  id: string
  current: boolean
  opened: string
  ends: string
  address: string | null
  browser: string | null
}

export const sessions = () =>
  queryOptions({
    queryKey: ['account', 'sessions'],
    queryFn: ({ signal }) => request<{ items: Session[] }>('/v1/account/sessions', { signal }),
  })

export type Member = { user: string; name: string; email: string; role: Role; since: string }
export type Invitation = { id: string; email: string; role: Role; sent: string; ends: string }
export type Organisation = {
  id: string
  name: string
  role: Role
  members: Member[]
  /** Empty for whoever is no owner. */
  invitations: Invitation[]
}

export const organisation = () =>
  queryOptions({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => request<Organisation>('/v1/organisation', { signal }),
  })
