import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failure } from './failure.tsx'
import { Late } from './late.tsx'

type Props<Answer> = {
  query: Pick<UseQueryResult<Answer>, 'data' | 'error' | 'refetch'>
  /** Room kept for what comes, in pixels. */
  height?: number
  children: (answer: Answer) => ReactNode
}

/** What a query answers, or that it is on its way, or why it failed and how to go on. */
export function Shown<Answer>({ query: { data, error, refetch }, height, children }: Props<Answer>) {
  if (data !== undefined) return children(data)
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />
  return <Late {...(height === undefined ? {} : { height })} />
}
