import { queryOptions } from '@tanstack/react-query'
import type { BillingAddress, InvoicesPage, OperatorInvoicesPage, Seller } from '../../modules/billing/index.ts'
import { longList, type ListQuery } from './long-list.ts'
import { request } from './request.ts'

export type Invoice = InvoicesPage['items'][number]
export type Waiting = OperatorInvoicesPage['waiting'][number]
export type { BillingAddress, Seller }

export const invoices = () => longList<InvoicesPage>('/v1/invoices')

export const allInvoices = (query: ListQuery) => longList<OperatorInvoicesPage>('/v1/operator/invoices', query)

export const billingAddress = () =>
  queryOptions({
    queryKey: ['/v1/billing-address'],
    queryFn: ({ signal }) => request<{ address: BillingAddress | null }>('/v1/billing-address', { signal }),
  })

export const seller = () =>
  queryOptions({
    queryKey: ['/v1/operator/billing/seller'],
    queryFn: ({ signal }) => request<{ seller: Seller | null }>('/v1/operator/billing/seller', { signal }),
  })
