import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { contribute, type ContributionDetail } from '../../api/contributions.ts'
import { newKey } from '../../api/new-key.ts'

type Given = Parameters<typeof contribute>[0]

/** Contributes something, once however often it is tried, and shows it in the history. */
export function useGiving(onGiven: (contribution: ContributionDetail) => void) {
  const client = useQueryClient()
  const attempt = useRef({ of: '', key: '' })
  return useMutation({
    mutationFn: (given: Given) => {
      const of = JSON.stringify(given)
      if (attempt.current.of !== of) attempt.current = { of, key: newKey() }
      return contribute(given, attempt.current.key)
    },
    onSuccess: async (contribution) => {
      attempt.current = { of: '', key: '' }
      onGiven(contribution)
      await client.invalidateQueries({ queryKey: ['/v1/contributions'] })
    },
  })
}
