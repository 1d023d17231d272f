import { Button, Group, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { doubt as doubtQuery, doubts as doubtsQuery, type DoubtItem } from '../../api/review.ts'
import { Failure } from '../../components/failure.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useKeys } from '../../components/use-keys.ts'
import { useTitle } from '../../components/use-title.ts'
import { Empty } from './empty.tsx'
import classes from './review.module.css'
import { SaidRecords } from './said-records.tsx'
import { useReviewChange } from './use-review-change.ts'
import { Waterfall } from './waterfall.tsx'

function Sides({ number }: { number: number }) {
  return (
    <Shown query={useQuery(doubtQuery(number))}>
      {({ sides: { a, b }, tie }) => (
        <>
          <div className={classes['sides']}>
            <SaidRecords label="One side" records={a} others={b} />
            <SaidRecords label="The other side" records={b} others={a} />
          </div>
          <Waterfall tie={tie} label="What speaks for and against" />
        </>
      )}
    </Shown>
  )
}

function Key({ letter }: { letter: string }) {
  return <span className={classes['key']}>&nbsp;({letter})</span>
}

/** What is won by looking at it: the queue is in this order. */
function stake({ worth, decision }: DoubtItem): string {
  if (decision !== null) return ''
  return worth < 0.1
    ? 'Little depends on it.'
    : `About ${worth.toFixed(1)} rows would be placed wrongly if nobody looked.`
}

function standingOf({ isOne, decision }: DoubtItem): string {
  const now = isOne ? 'They are one contact now.' : 'They are two contacts now.'
  if (decision === null) return now
  const verdict = decision.verdict === 'one' ? 'the same person' : 'different people'
  const why = decision.why === null ? '' : ` (${decision.why})`
  return `${now} Decided: ${verdict}${why}, from the next build on.`
}

/** Looks and sounds unusable, but keeps the focus: who decides by keys alone would have to begin again at the top. */
function unusable(isUnusable: boolean) {
  return isUnusable ? { 'aria-disabled': true, 'data-disabled': true } : {}
}

function Queue({ items, edition }: { items: DoubtItem[]; edition: string }) {
  const [place, setPlace] = useState(() =>
    Math.max(
      0,
      items.findIndex(({ decision }) => decision === null),
    ),
  )
  const [why, setWhy] = useState('')
  const { mutate, isPending, error, reset } = useReviewChange()
  const item = items[Math.min(place, items.length - 1)]
  const go = (step: number) => {
    reset()
    setWhy('')
    setPlace((now) => Math.max(0, Math.min(items.length - 1, now + step)))
  }
  const decide = (verdict: 'one' | 'two') => {
    if (item.decision !== null || isPending) return
    mutate({ path: `/v1/review/${item.number}`, body: { edition, verdict, ...(why.trim() === '' ? {} : { why }) } })
  }
  const undo = () => {
    if (item.decision !== null && !isPending) mutate({ path: `/v1/decisions/${item.decision.number}/undo` })
  }
  useKeys({
    s: () => decide('one'),
    d: () => decide('two'),
    u: undo,
    j: () => go(1),
    k: () => go(-1),
  })
  const left = items.filter(({ decision }) => decision === null).length
  return (
    <>
      <div className={page['status']} role="status">
        <span>
          <strong>
            {place + 1} of {items.length}
          </strong>
          , {left} not decided yet. {standingOf(item)} {stake(item)}
        </span>
      </div>
      <Group gap="sm" className={classes['actions']}>
        <Button onClick={() => decide('one')} {...unusable(item.decision !== null)}>
          Same person
          <Key letter="S" />
        </Button>
        <Button onClick={() => decide('two')} {...unusable(item.decision !== null)} variant="default">
          Different people
          <Key letter="D" />
        </Button>
        <Button onClick={undo} {...unusable(item.decision === null)} variant="default">
          Undo
          <Key letter="U" />
        </Button>
        <Button onClick={() => go(-1)} variant="default">
          Previous
          <Key letter="K" />
        </Button>
        <Button onClick={() => go(1)} variant="default">
          Next
          <Key letter="J" />
        </Button>
      </Group>
      {item.decision === null ? (
        <TextInput
          label="Reason"
          description="Optional, for whoever asks later."
          maxLength={500}
          maw={480}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      ) : null}
      {error === null ? null : <Failure error={error} retry={reset} />}
      <p className={classes['links']}>
        {item.contacts.map((id) => (
          <span key={id}>
            <Link className={page['link']} to="/operate/contacts/$id/why" params={{ id }}>
              Why {id} is one contact
            </Link>{' '}
          </span>
        ))}
      </p>
      <Sides number={item.number} />
    </>
  )
}

/** What linking was in doubt of: side by side, most valuable first, decided by one key. */
export function ReviewPage() {
  useTitle('Review')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Review</Title>
      </div>
      <p className={page['lead']}>
        Records that were nearly taken for one person, or for two. What you decide holds in every build from the next
        one on, until it is undone.
      </p>
      <Shown query={useQuery(doubtsQuery())}>
        {({ items, edition }) =>
          items.length === 0 ? (
            <Empty text="Linking was sure of everybody in this edition." />
          ) : (
            <Queue key={edition} items={items} edition={edition} />
          )
        }
      </Shown>
    </div>
  )
}
