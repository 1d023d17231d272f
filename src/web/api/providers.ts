import { queryOptions } from '@tanstack/react-query'
import type { BatchesPage, Ending, Provider, ProvidersPage } from '../../modules/providers/index.ts'
import { longList } from './long-list.ts'
import { request } from './request.ts'

export type { Ending, Provider }
export type ProviderItem = ProvidersPage['items'][number]
export type Contract = Provider['contracts'][number]
export type Delivery = BatchesPage['items'][number]

const PATH = '/v1/providers'
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`

export const providers = () =>
  queryOptions({ queryKey: [PATH], queryFn: ({ signal }) => request<ProvidersPage>(PATH, { signal }) })

export const provider = (id: string) =>
  queryOptions({ queryKey: [PATH, id], queryFn: ({ signal }) => request<Provider>(pathOf(id), { signal }) })

/** What would be hidden if its contract ended now. */
export const ending = (id: string) =>
  queryOptions({
    queryKey: [PATH, id, 'ending'],
    queryFn: ({ signal }) => request<Ending>(`${pathOf(id)}/ending`, { signal }),
    staleTime: 0,
  })

export const deliveries = (id: string) => longList<BatchesPage>(`${pathOf(id)}/batches`)
