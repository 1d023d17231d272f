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
