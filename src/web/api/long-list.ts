import { infiniteQueryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

export type ListQuery = Record<string, string | undefined>

/** A list as an address: what is empty is left out. */
export function withQuery(path: string, query: ListQuery): string {
  const given = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** A list that is fetched page by page: each answer names the `next`. */
export const longList = <Answer extends { next: string | null }>(path: string, query: ListQuery = {}) =>
  infiniteQueryOptions({
    queryKey: [path, query],
    queryFn: ({ pageParam, signal }) =>
      request<Answer>(withQuery(path, { ...query, cursor: pageParam ?? undefined }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
