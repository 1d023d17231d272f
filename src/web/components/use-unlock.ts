import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { unlock } from '../api/exports.ts'
import { newKey } from '../api/new-key.ts'

/** Unlocks contacts, once for what was chosen however often it is tried, and shows them in full everywhere. */
export function useUnlock(contacts: string[]) {
  const client = useQueryClient()
  const attempt = useRef({ of: '', key: '' })
  return useMutation({
    mutationFn: () => {
      const of = contacts.join(' ')
      if (attempt.current.of !== of) attempt.current = { of, key: newKey() }
      return unlock(contacts, attempt.current.key)
    },
    onSettled: async () => {
      const seen = ['contacts', 'contact', '/v1/quotes', '/v1/subscription', '/v1/ledger', '/v1/owned']
      await Promise.all(seen.map((name) => client.invalidateQueries({ queryKey: [name] })))
    },
  })
}
