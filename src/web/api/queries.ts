import { queryOptions } from '@tanstack/react-query'
import type { BatchesAnswer, BuildStatus, EditionsAnswer, Instance, Manifest } from '../../modules/editions/index.ts'
import type {
  CompaniesPage,
  CompanyWithPeople,
  Contact,
  ContactsPage,
  CountAnswer,
  FacetsAnswer,
  SuggestAnswer,
} from '../../modules/search/index.ts'
import type { EditionDiff } from '../../refinery/index.ts'
import type { Filters } from '../pages/search/filters.ts'
import { toApiQuery } from '../pages/search/filters.ts'
import { request } from './request.ts'

/** Rows fetched at once; the table asks for the pages that are in sight. */
export const PAGE_ROWS = 100

/** One page of the contacts that match, with the exact total. */
export const contactsPage = (filters: Filters, sort: string, page: number) =>
  queryOptions({
    queryKey: ['contacts', filters, sort, page],
    queryFn: ({ signal }) => {
      const query = toApiQuery(filters)
      query.set('sort', sort)
      query.set('limit', String(PAGE_ROWS))
      query.set('offset', String(page * PAGE_ROWS))
      return request<ContactsPage>(`/v1/contacts?${query}`, { signal })
    },
  })

/** The exact number of contacts that match. */
export const contactsCount = (filters: Filters) =>
  queryOptions({
    queryKey: ['contacts-count', filters],
    queryFn: ({ signal }) => request<CountAnswer>(`/v1/contacts/count?${toApiQuery(filters)}`, { signal }),
  })

/** Counts beside each value of every filter; a filter's counts ignore its own choice. */
export const facets = (filters: Filters) =>
  queryOptions({
    queryKey: ['facets', filters],
    queryFn: ({ signal }) => {
      const query = toApiQuery(filters)
      query.set('limit', '50')
      return request<FacetsAnswer>(`/v1/contacts/facets?${query}`, { signal })
    },
  })

/** Values of a field that begin with, or have a word that begins with, `text`. */
export const suggestions = (field: string, text: string) =>
  queryOptions({
    queryKey: ['suggest', field, text],
    queryFn: ({ signal }) =>
      request<SuggestAnswer>(`/v1/suggest?${new URLSearchParams({ field, q: text })}`, { signal }),
  })

export const contact = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => request<Contact>(`/v1/contacts/${encodeURIComponent(id)}`, { signal }),
  })

export const company = (id: string) =>
  queryOptions({
    queryKey: ['company', id],
    queryFn: ({ signal }) => request<CompanyWithPeople>(`/v1/companies/${encodeURIComponent(id)}`, { signal }),
  })

export const companies = (text: string) =>
  queryOptions({
    queryKey: ['companies', text],
    queryFn: ({ signal }) =>
      request<CompaniesPage>(`/v1/companies?${new URLSearchParams({ q: text, limit: '8' })}`, { signal }),
  })

export const instance = () =>
  queryOptions({ queryKey: ['instance'], queryFn: ({ signal }) => request<Instance>('/v1/instance', { signal }) })

export const editions = () =>
  queryOptions({ queryKey: ['editions'], queryFn: ({ signal }) => request<EditionsAnswer>('/v1/editions', { signal }) })

export const manifest = (id: string) =>
  queryOptions({
    queryKey: ['edition', id],
    queryFn: ({ signal }) => request<Manifest>(`/v1/editions/${encodeURIComponent(id)}`, { signal }),
  })

export const editionDiff = (id: string, other: string) =>
  queryOptions({
    queryKey: ['edition-diff', id, other],
    queryFn: ({ signal }) =>
      request<EditionDiff>(`/v1/editions/${encodeURIComponent(id)}/diff/${encodeURIComponent(other)}`, { signal }),
  })

export const batches = () =>
  queryOptions({ queryKey: ['batches'], queryFn: ({ signal }) => request<BatchesAnswer>('/v1/batches', { signal }) })

/** The build under way or the last one. Asked now and then; while a build runs, events keep it fresh. */
export const currentBuild = () =>
  queryOptions({
    queryKey: ['build'],
    queryFn: ({ signal }) => request<BuildStatus | null>('/v1/builds/current', { signal }),
    refetchInterval: 8_000,
    staleTime: 0,
  })
