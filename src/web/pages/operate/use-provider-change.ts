import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Provider } from '../../api/providers.ts'
import { post } from '../../api/request.ts'

/** Changes something about a provider, and shows it and what is searched as they then are. */
export function useProviderChange(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object; said: string }) =>
      post<Provider>(`/v1/providers/${encodeURIComponent(id)}/${path}`, body),
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [path] }) =>
          typeof path === 'string' && (path.startsWith('/v1/providers') || path.startsWith('contact')),
      }),
  })
}
