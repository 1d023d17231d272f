import { queryOptions } from '@tanstack/react-query'
import type { DoubtAnswer, DoubtsPage, ExplanationAnswer } from '../../modules/review/index.ts'
import { request } from './request.ts'

export type Doubt = DoubtAnswer
export type DoubtItem = DoubtsPage['items'][number]
export type Explanation = ExplanationAnswer
export type Tie = Doubt['tie']
export type SaidRecord = Doubt['sides']['a'][number]

const PATH = '/v1/review'

export const doubts = () =>
  queryOptions({ queryKey: [PATH], queryFn: ({ signal }) => request<DoubtsPage>(PATH, { signal }) })

export const doubt = (number: number) =>
  queryOptions({
    queryKey: [PATH, number],
    queryFn: ({ signal }) => request<Doubt>(`${PATH}/${number}`, { signal }),
  })

/** Why the records of a contact are one, and which values won. */
export const why = (id: string) =>
  queryOptions({
    queryKey: ['/v1/contacts/why', id],
    queryFn: ({ signal }) => request<Explanation>(`/v1/contacts/${encodeURIComponent(id)}/why`, { signal }),
  })
