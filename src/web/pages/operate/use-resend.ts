import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Mail } from '../../api/operate.ts'
import { post } from '../../api/request.ts'

/** Sends a mail that failed once more. */
export function useResend() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: Mail) => post<Mail>(`/v1/operator/mails/${encodeURIComponent(id)}/resend`),
    onSettled: () => client.invalidateQueries({ queryKey: ['/v1/operator/mails'] }),
  })
}
