import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SaidRecord } from '../../api/review.ts'
import { formatCounted } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Trouble } from '../../components/trouble.tsx'
import classes from './review.module.css'
import { useReviewChange } from './use-review-change.ts'

function nameOf({ name, title, company }: SaidRecord): string {
  return [name, title, company].filter(Boolean).join(', ')
}

/** Says that some records of a contact are somebody else: some of them, not all. Nothing for a contact of one record. */
export function SplitForm({ id, records }: { id: string; records: readonly SaidRecord[] }) {
  const change = useReviewChange()
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [why, setWhy] = useState('')
  if (records.length < 2) return null
  const toggle = (number: number) =>
    setChosen(chosen.includes(number) ? chosen.filter((each) => each !== number) : [...chosen, number])
  return (
    <section className={page['card']} aria-label="Not one person?">
      <h2>Not one person?</h2>
      <form
        className={`${page['inside']} ${page['fields']}`}
        onSubmit={(event) => {
          event.preventDefault()
          const body = { verdict: 'two', contact: id, records: chosen, ...(why.trim() === '' ? {} : { why }) }
          change.mutate(
            { path: '/v1/decisions', body },
            {
              onSuccess: () => {
                setChosen([])
                setWhy('')
              },
            },
          )
        }}
      >
        <fieldset className={classes['choose']}>
          <legend>Which records are somebody else?</legend>
          {records.map((record, place) => (
            <Checkbox
              // The same may be said twice.
              // oxlint-disable-next-line react/no-array-index-key
              key={place}
              mt={6}
              label={`Record ${place + 1}: ${nameOf(record)}`}
              checked={chosen.includes(place + 1)}
              onChange={() => toggle(place + 1)}
            />
          ))}
        </fieldset>
        <TextInput
          label="Reason"
          description="Optional, for whoever asks later."
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Trouble error={change.error} />
        <Button
          type="submit"
          variant="default"
          loading={change.isPending}
          disabled={chosen.length === 0 || chosen.length === records.length}
        >
          {chosen.length === 0 ? 'Split them off' : `Split ${formatCounted(chosen.length, 'record')} off`}
        </Button>
      </form>
    </section>
  )
}
