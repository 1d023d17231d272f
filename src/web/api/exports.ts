import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Quote } from '../../modules/credits/index.ts'
import type { ExportItem, ExportsPage } from '../../modules/exports/index.ts'
import type { Contact } from '../../modules/search/index.ts'
import { longList } from './long-list.ts'
import { postOnce, request } from './request.ts'

export type { ExportItem, Quote }
/** What one's organisation has unlocked; `contact` is null for people who are not shown any more. */
export type Owned = { id: string; at: string; by: string; contact: Contact | null }
export type OwnedPage = { total: number; items: Owned[]; next: string | null }
export type UnlockAnswer = { cost: number; balance: number; unlocked: string[]; owned: string[]; unavailable: string[] }

const isOpen = ({ state }: ExportItem) => state === 'waiting' || state === 'running'

/** Exports of one's organisation; looked at twice a second while one is being written. */
export const exportsList = () =>
  infiniteQueryOptions({
    ...longList<ExportsPage>('/v1/exports'),
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isOpen)) === true ? 500 : 30_000),
  })

export const owned = () => longList<OwnedPage>('/v1/owned')

/** What unlocking these would cost now. */
export const quote = (contacts: string[]) =>
  queryOptions({
    queryKey: ['/v1/quotes', contacts],
    queryFn: ({ signal }) =>
      request<Quote>('/v1/quotes', {
        method: 'POST',
        signal,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ contacts }),
      }),
    staleTime: 0,
  })

export const unlock = (contacts: string[], key: string) =>
  postOnce<UnlockAnswer>('/v1/unlocks', { key, body: { contacts } })

export const orderExport = (body: { contacts: string[] } | { owned: true }, key: string) =>
  postOnce<ExportItem>('/v1/exports', { key, body })
