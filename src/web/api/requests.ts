import { queryOptions } from '@tanstack/react-query'
import { longList, type ListQuery } from './long-list.ts'
import { request } from './request.ts'

export type RequestKind = 'stop' | 'access' | 'correction' | 'deletion' | 'other'
export type RequestState = 'unconfirmed' | 'open' | 'paused' | 'closed'
export type RequestOutcome = 'done' | 'refused' | 'expired' | 'withdrawn'

/** A request of a listed person as a list shows it: no word about the person. */
export type RequestItem = {
  number: string
  kind: RequestKind
  channel: 'web' | 'telephone' | 'mail'
  law: string
  state: RequestState
  outcome: RequestOutcome | null
  received: string
  due: string
  /** Below 0 it is overdue. */
  daysLeft: number
  extended: boolean
  paused: string | null
  closed: string | null
  owner: string | null
  mine: boolean
}

export type RequestsPage = {
  counts: { open: number; overdue: number; soon: number; free: number; mine: number }
  items: RequestItem[]
  next: string | null
}

export type Paper = {
  kind: 'message' | 'wish' | 'note' | 'answer'
  at: string
  text: string
  attachments: { name: string; bytes: number }[]
}

export type RequestContact = {
  id: string
  listed: boolean
  name: string | null
  title: string | null
  company: string | null
}

export type RequestDetail = RequestItem & {
  lawLabel: string
  mayPause: boolean
  mayExtend: boolean
  eraseOn: string
  person: { email: string | null; name: string | null; company: string | null } | null
  papers: Paper[]
  contacts: RequestContact[]
  wish: { contact: string; field: string; label: string; held: string; value: string } | null
  events: { at: string; actor: string; kind: string; detail: Record<string, unknown> }[]
}

export const requests = (query: ListQuery) => longList<RequestsPage>('/v1/requests', query)

export const requestCase = (number: string) =>
  queryOptions({
    queryKey: ['/v1/requests', 'one', number],
    queryFn: ({ signal }) => request<RequestDetail>(`/v1/requests/${encodeURIComponent(number)}`, { signal }),
  })
