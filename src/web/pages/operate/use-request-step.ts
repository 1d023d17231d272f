import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestCase, type RequestDetail } from '../../api/requests.ts'
import { post } from '../../api/request.ts'

/** Goes one step with a request; the answer is the case as it then is. */
export function useRequestStep(number: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: object }) =>
      post<RequestDetail>(`/v1/requests/${encodeURIComponent(number)}/${path}`, body),
    onSuccess: async (found) => {
      client.setQueryData(requestCase(number).queryKey, found)
      await client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === '/v1/requests' && queryKey[1] !== 'one',
      })
    },
  })
}
