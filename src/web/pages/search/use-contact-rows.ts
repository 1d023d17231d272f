import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Contact } from '../../../modules/search/index.ts'
import { contactsPage, PAGE_ROWS } from '../../api/queries.ts'
import type { Filters } from './filters.ts'

/** Rows beyond the visible ones that are fetched before they come in sight. */
const AHEAD = 40

/**
 * Says how many contacts match. While a new query is on its way, the answer before it stays (`isOld`), so that
 * nothing jumps.
 */
export function useTotal(filters: Filters, sort: string) {
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...contactsPage(filters, sort, 0),
    placeholderData: keepPreviousData,
  })
  return {
    total: data?.total,
    items: data?.items,
    edition: data?.edition,
    error,
    isOld: isPlaceholderData,
    retry: refetch,
  }
}

/** Gives each row of the result by its place, fetching the pages around `first` to `last`. */
export function useContactRows(options: {
  filters: Filters
  sort: string
  head: ReturnType<typeof useTotal>
  first: number
  last: number
}): (index: number) => Contact | undefined {
  const { filters, sort, head, first, last } = options
  const client = useQueryClient()
  const from = Math.max(0, Math.floor((first - AHEAD) / PAGE_ROWS))
  const to = Math.floor(Math.min(last + AHEAD, Math.max(0, (head.total ?? 0) - 1)) / PAGE_ROWS)
  const pages = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
  useQueries({ queries: pages.map((page) => ({ ...contactsPage(filters, sort, page), enabled: !head.isOld })) })
  return (index) => {
    const page = Math.floor(index / PAGE_ROWS)
    if (page === 0) return head.items?.[index]
    if (head.isOld) return undefined
    return client.getQueryData(contactsPage(filters, sort, page).queryKey)?.items[index % PAGE_ROWS]
  }
}
