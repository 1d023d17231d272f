import { queryOptions } from '@tanstack/react-query'
import type { AccountsPage, AskedPage, LedgerPage, PlanList, Standing } from '../../modules/credits/index.ts'
import { longList, type ListQuery } from './long-list.ts'
import { request } from './request.ts'

export type Plan = PlanList['items'][number]
export type LedgerLine = LedgerPage['items'][number]
export type CustomerAccount = AccountsPage['items'][number]
export type { Standing }

export const plans = () =>
  queryOptions({ queryKey: ['/v1/plans'], queryFn: ({ signal }) => request<PlanList>('/v1/plans', { signal }) })

export const standing = () =>
  queryOptions({
    queryKey: ['/v1/subscription'],
    queryFn: ({ signal }) => request<Standing>('/v1/subscription', { signal }),
  })

export const ledger = () => longList<LedgerPage>('/v1/ledger')

export const customerAccounts = (query: ListQuery) => longList<AccountsPage>('/v1/operator/accounts', query)

export const customerLedger = (account: string) =>
  longList<LedgerPage>(`/v1/operator/accounts/${encodeURIComponent(account)}/ledger`)

export const askedSubscriptions = () =>
  queryOptions({
    queryKey: ['/v1/operator/subscriptions/asked'],
    queryFn: ({ signal }) => request<AskedPage>('/v1/operator/subscriptions/asked', { signal }),
  })
