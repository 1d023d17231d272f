import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { Explanation } from '../../api/review.ts'
import { formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Trouble } from '../../components/trouble.tsx'
import { useReviewChange } from './use-review-change.ts'

type Part = Explanation['hand'][number]

function who(actor: string): string {
  return actor === 'local' ? 'the operator of this machine' : `an operator (${actor})`
}

function verb({ verdict, isObeyed }: Part): string {
  const what = verdict === 'one' ? 'together' : 'apart'
  return isObeyed ? `Kept ${what} by hand` : `To be kept ${what} by hand, from the next build on`
}

function numbered(places: readonly number[]): string {
  return `${places.length === 1 ? 'record' : 'records'} ${places.map((place) => place + 1).join(', ')}`
}

function Others({ others }: Pick<Part, 'others'>) {
  if (others.length === 0) return 'records that are not shown'
  return others.map((id, place) => (
    <Fragment key={id}>
      {place > 0 ? ', ' : null}
      <Link className={page['link']} to="/operate/contacts/$id/why" params={{ id }}>
        {id}
      </Link>
    </Fragment>
  ))
}

function Sides({ records: { a, b }, others }: Part) {
  if (a.length > 0 && b.length > 0) return `${numbered(a)} and ${numbered(b)}`
  return (
    <>
      {numbered(a.length > 0 ? a : b)} and <Others others={others} />
    </>
  )
}

/** What was decided by hand of a contact, by whom and why, and what linking says without it. Nothing where nothing was. */
export function HandParts({ parts }: { parts: readonly Part[] }) {
  const { mutate, isPending, error } = useReviewChange()
  if (parts.length === 0) return null
  return (
    <section className={page['card']} aria-label="Decided by hand">
      <h2>Decided by hand</h2>
      <Trouble error={error} />
      {parts.map((part) => (
        <div key={part.number} className={page['inside']}>
          <p>
            <strong>{verb(part)}</strong>: <Sides {...part} />. Decision {part.number} of {formatDate(part.decided)} by{' '}
            {who(part.by)}
            {part.why === null ? ', without a reason.' : `: ${part.why}`}
          </p>
          {part.alone === null ? null : (
            <p className="quiet">
              Without it, by their strongest tie, linking takes them for{' '}
              {part.alone.isOne ? 'one person' : 'two people'}: that they are one is{' '}
              {(100 * part.alone.probability).toFixed(1)} % likely.
            </p>
          )}
          {part.undone === null ? (
            <Button
              mb="sm"
              variant="default"
              disabled={isPending}
              onClick={() => mutate({ path: `/v1/decisions/${part.number}/undo` })}
            >
              Undo decision {part.number}
            </Button>
          ) : (
            <p>Undone on {formatDate(part.undone)}: the next build is without it.</p>
          )}
        </div>
      ))}
    </section>
  )
}
