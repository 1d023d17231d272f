import { Anchor, Button, Checkbox } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { contributionTerms, type ContributionTerms } from '../../api/contributions.ts'
import { post } from '../../api/request.ts'
import page from '../../components/page.module.css'
import { Trouble } from '../../components/trouble.tsx'

/** Asks to agree to the contribution terms, before anything is given. */
export function TermsCard({ terms: { version, href } }: { terms: ContributionTerms }) {
  const client = useQueryClient()
  const [isRead, setRead] = useState(false)
  const agree = useMutation({
    mutationFn: () => post<ContributionTerms>('/v1/contributions/terms', { version }),
    onSuccess: (answer) => client.setQueryData(contributionTerms().queryKey, answer),
  })
  return (
    <section className={page['card']} aria-label="Before you contribute">
      <h2>Before you contribute</h2>
      <form
        className={`${page['inside']} ${page['fields']}`}
        onSubmit={(event) => {
          event.preventDefault()
          agree.mutate()
        }}
      >
        <p>
          You give business contacts only, and may give them. Where they came from is never shown; people in them may
          stop the sale at any time, and you may take back what you gave.
        </p>
        <Checkbox
          checked={isRead}
          onChange={(event) => setRead(event.currentTarget.checked)}
          label={
            <>
              I have read and agree to the{' '}
              <Anchor href={href} target="_blank">
                contribution terms
              </Anchor>
            </>
          }
        />
        <Trouble error={agree.error} />
        <Button type="submit" disabled={!isRead} loading={agree.isPending}>
          Agree
        </Button>
      </form>
    </section>
  )
}
