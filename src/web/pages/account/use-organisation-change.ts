import { useMutation, useQueryClient } from '@tanstack/react-query'
import { account, organisation } from '../../api/account.ts'

type Change = { run: () => Promise<unknown>; after: () => void }

/** Does something to one's organisation and shows it as it then is. */
export function useOrganisationChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ run }: Change) => run(),
    onSuccess: (_answer, { after }) => after(),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: organisation().queryKey }),
        client.invalidateQueries({ queryKey: account().queryKey, exact: true }),
      ]),
  })
}
