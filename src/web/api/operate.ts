import { queryOptions } from '@tanstack/react-query'
import type { Membership, StaffRole } from './account.ts'
import { longList, type ListQuery } from './long-list.ts'
import { request } from './request.ts'

type Page<Item> = { items: Item[]; next: string | null }

export type User = {
  id: string
  name: string
  email: string
  since: string
  organisations: Membership[]
  staff: StaffRole[]
  sessions: number
}

export const users = (query: ListQuery) => longList<Page<User>>('/v1/operator/users', query)

export type Registration = {
  id: string
  kind: string
  label: string
  address: string
  state: 'pending' | 'confirmed'
  created: string
  confirmed: string | null
}

export type LedgerRow = {
  id: string
  at: string
  channel: string
  topic: string
  given: boolean
  basis: 'form' | 'confirmation' | 'preferences' | 'one-click'
  source: string
  policyVersion: string
  formHash: string | null
  remoteAddress: string | null
}

export type RegistrationDetail = Registration & {
  fields: { name: string; label: string; value: string }[]
  allowed: { channel: string; topic: string }[]
  ledger: LedgerRow[]
}

export const registrations = (query: ListQuery) => longList<Page<Registration>>('/v1/operator/registrations', query)

export const registration = (id: string) =>
  queryOptions({
    queryKey: ['/v1/operator/registrations', 'one', id],
    queryFn: ({ signal }) =>
      request<RegistrationDetail>(`/v1/operator/registrations/${encodeURIComponent(id)}`, { signal }),
  })

export type MailState = 'queued' | 'sending' | 'sent' | 'failed' | 'withheld'

export type Mail = {
  id: string
  messageId: string
  template: string
  kind: 'service' | 'declinable'
  topic: string | null
  recipient: string
  subject: string | null
  state: MailState
  attempts: number
  queued: string
  due: string | null
  settled: string | null
  answer: string | null
}

export type MailDetail = Mail & { content: { text: string; html: string } | null }
export type MailsPage = Page<Mail> & { transport: 'smtp' | 'folder'; counts: Record<string, number> }

export const mails = (query: ListQuery) => longList<MailsPage>('/v1/operator/mails', query)

export const mail = (id: string) =>
  queryOptions({
    queryKey: ['/v1/operator/mails', 'one', id],
    queryFn: ({ signal }) => request<MailDetail>(`/v1/operator/mails/${encodeURIComponent(id)}`, { signal }),
  })

export type PolicyVersion = {
  version: number
  state: 'coming' | 'current' | 'past'
  effective: string
  material: boolean
  summary: string
  author: string
  published: string
  announced: string | null
  notices: number
  acceptances: number
}

export type Policy = {
  kind: string
  title: string
  about: string
  accepted: boolean
  blanks: string[]
  versions: PolicyVersion[]
}

export type PolicyText = PolicyVersion & { kind: string; text: string; html: string }
export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string }
export type PolicyPreview = { html: string; blanks: string[]; lines: DiffLine[] }
export type NewPolicyVersion = { base: number; text: string; summary: string; material: boolean; effective: string }

export const policies = () =>
  queryOptions({
    queryKey: ['/v1/operator/policies'],
    queryFn: ({ signal }) => request<{ noticeDays: number; items: Policy[] }>('/v1/operator/policies', { signal }),
  })

export const policyText = (kind: string, version: number) =>
  queryOptions({
    queryKey: ['/v1/operator/policies', kind, version],
    queryFn: ({ signal }) =>
      request<PolicyText>(`/v1/operator/policies/${encodeURIComponent(kind)}/versions/${version}`, { signal }),
  })

export type FeedbackItem = {
  id: string
  topic: string
  message: string
  email: string | null
  user: string | null
  sent: string
  done: string | null
}

export const feedback = (query: ListQuery) => longList<Page<FeedbackItem>>('/v1/operator/feedback', query)

export type AuditEvent = {
  id: string
  at: string
  actor: string
  action: string
  subject: string
  detail: Record<string, unknown>
}

export const auditEvents = (query: ListQuery) => longList<Page<AuditEvent>>('/v1/operator/audit', query)

export type WallStatus = {
  canaries: number
  watches: { at: string; canaries: number; files: number; bytes: number; found: number }[]
  findings: { place: string; found: string; canaries: number }[]
}

export const wall = () =>
  queryOptions({
    queryKey: ['/v1/operator/wall'],
    queryFn: ({ signal }) => request<WallStatus>('/v1/operator/wall', { signal }),
  })
