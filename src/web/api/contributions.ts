import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  ContributionDetail,
  ContributionItem,
  ContributionRows,
  ContributionsPage,
  ContributionTerms,
  ContributionUpload,
  NewContribution,
} from '../../modules/contributions/index.ts'
import { longList } from './long-list.ts'
import { postOnce, request } from './request.ts'

export type { ContributionDetail, ContributionItem, ContributionTerms, ContributionUpload }
export type ContributedRow = ContributionRows['items'][number]

const PATH = '/v1/contributions'

export const contributionTerms = () =>
  queryOptions({
    queryKey: [PATH, 'terms'],
    queryFn: ({ signal }) => request<ContributionTerms>(`${PATH}/terms`, { signal }),
  })

/** What one's organisation gave, newest first. */
export const contributions = () => longList<ContributionsPage>(PATH)

export const contribution = (id: string) =>
  queryOptions({
    queryKey: [PATH, 'one', id],
    queryFn: ({ signal }) => request<ContributionDetail>(`${PATH}/${encodeURIComponent(id)}`, { signal }),
  })

export const contributionRows = (id: string, { limit, offset }: { limit: number; offset: number }) =>
  queryOptions({
    queryKey: [PATH, 'one', id, 'rows', offset],
    queryFn: ({ signal }) =>
      request<ContributionRows>(`${PATH}/${encodeURIComponent(id)}/rows?limit=${limit}&offset=${offset}`, { signal }),
    placeholderData: keepPreviousData,
  })

export const contribute = (body: NewContribution, key: string) => postOnce<ContributionDetail>(PATH, { key, body })
