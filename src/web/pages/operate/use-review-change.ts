import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '../../api/request.ts'

/** Decides or undoes a decision, and shows it. */
export function useReviewChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: object }) => post<{ number: number }>(path, body),
    // The list says what was decided, and why a contact is one; waiting for more would swallow the next key.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['/v1/review'], exact: true }),
        client.invalidateQueries({ queryKey: ['/v1/contacts/why'] }),
      ]),
  })
}
