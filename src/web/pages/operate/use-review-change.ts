import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '../../api/request.ts'

/** Decides a doubt or undoes a decision, and shows it. */
export function useReviewChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: object }) => post<{ number: number }>(path, body),
    // The list alone says what was decided; waiting for more would swallow the next key.
    onSettled: () => client.invalidateQueries({ queryKey: ['/v1/review'], exact: true }),
  })
}
