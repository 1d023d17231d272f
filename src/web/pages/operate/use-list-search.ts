import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ListSearch } from './list-search.ts'

/** What a list is narrowed to, and how to change one part of it: it stands in the address, without a step back for each letter. */
export function useListSearch(): [ListSearch, (change: ListSearch) => void] {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  return [search, (change) => void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true })]
}
