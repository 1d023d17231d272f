import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '../../api/request.ts'

/** Publishes an edition or rolls back to it, and makes every page ask again. */
export function useServe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ edition }: { edition: string; before: string | null }) =>
      post<{ serving: string }>(`/v1/editions/${encodeURIComponent(edition)}/serve`),
    onSuccess: () => client.invalidateQueries(),
  })
}
