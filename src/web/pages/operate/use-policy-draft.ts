import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { NewPolicyVersion, PolicyText } from '../../api/operate.ts'

const DAY_MS = 86_400_000

/** The first day on which a version may hold, in UTC. */
export function soonestDay(material: boolean, noticeDays: number): string {
  return new Date(Date.now() + (material ? noticeDays : 0) * DAY_MS).toISOString().slice(0, 10)
}

/**
 * A version being written. It outlives a look at another page, and ends with the visit: a text of weight belongs into a
 * file until it is published.
 */
export function usePolicyDraft(start: PolicyText, noticeDays: number) {
  const client = useQueryClient()
  const queryKey = ['policy-draft', start.kind]
  const fresh: NewPolicyVersion = {
    base: start.version,
    text: start.text,
    summary: '',
    material: true,
    effective: soonestDay(true, noticeDays),
  }
  const { data: draft } = useQuery({
    queryKey,
    queryFn: () => fresh,
    initialData: fresh,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    enabled: false,
  })
  return {
    draft,
    change: (part: Partial<NewPolicyVersion>) =>
      client.setQueryData<NewPolicyVersion>(queryKey, (before = fresh) => ({ ...before, ...part })),
    discard: () => client.setQueryData(queryKey, fresh),
  }
}
