import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Standing } from '../../api/credits.ts'
import { post } from '../../api/request.ts'

/** Changes something about an account and shows it as it then is, wherever it is shown. */
export function useAccountChange(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object; said: string }) =>
      post<Standing>(`/v1/operator/accounts/${encodeURIComponent(id)}/${path}`, body),
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [path] }) => typeof path === 'string' && path.startsWith('/v1/operator/'),
      }),
  })
}
