import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { contactsPage } from '../../api/queries.ts'
import { filtersOf, without, type ChoiceKey, type FilterKey, type Filters, type SearchState } from './filters.ts'

const route = getRouteApi('/search')

export type Search = {
  state: SearchState
  filters: Filters
  sort: string
  /** Changes part of the state; `replace` writes over the present address instead of adding one to go back to. */
  change: (part: Partial<SearchState>, replace?: boolean) => void
  /** Sets all filters at once and keeps sort and columns. */
  setFilters: (filters: Filters, open?: string) => void
  setWords: (key: FilterKey, text: string) => void
  toggle: (key: ChoiceKey, value: string) => void
  drop: (key: FilterKey, value?: string) => void
}

/** The search as the address bar holds it, and the ways to change it. */
export function useSearch(): Search {
  const state = route.useSearch()
  const navigate = route.useNavigate()
  const client = useQueryClient()
  const filters = useMemo(() => filtersOf(state), [state])

  const change = useCallback(
    (part: Partial<SearchState>, replace = false) =>
      void navigate({ search: (before: SearchState) => ({ ...before, ...part }), replace, resetScroll: false }),
    [navigate],
  )
  const setFilters = useCallback(
    (next: Filters, open?: string) =>
      void navigate({
        search: ({ sort, cols, open: before }: SearchState) => ({ ...next, sort, cols, open: open ?? before }),
        resetScroll: false,
      }),
    [navigate],
  )
  const setWords = useCallback(
    (key: FilterKey, text: string) => {
      const words = text.trim() === '' ? undefined : [text.trim()]
      // The count is asked for at once; the address and the page follow.
      void client.prefetchQuery(contactsPage(filtersOf({ ...state, [key]: words }), state.sort ?? 'name', 0))
      change({ [key]: words }, true)
    },
    [change, client, state],
  )
  const toggle = useCallback(
    (key: ChoiceKey, value: string) => {
      const chosen = filters[key] ?? []
      const rest = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
      change({ [key]: rest.length === 0 ? undefined : rest })
    },
    [filters, change],
  )
  const drop = useCallback(
    (key: FilterKey, value?: string) => setFilters(without(filters, key, value)),
    [filters, setFilters],
  )
  return { state, filters, sort: state.sort ?? 'name', change, setFilters, setWords, toggle, drop }
}
