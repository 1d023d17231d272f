import { Button, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { contribution, type ContributionDetail } from '../../api/contributions.ts'
import { post, remove } from '../../api/request.ts'
import { formatCount, formatCounted, formatMoment } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'
import { RowTable } from './row-table.tsx'

function Figures({ given: { rows, added, confirmed, rejected, credits } }: { given: ContributionDetail }) {
  const counted = credits === null ? null : credits.added + credits.confirmed
  const figures: [string, string][] = [
    ['Rows taken', formatCount(rows)],
    ['New', added === null ? '–' : formatCount(added)],
    ['Confirmed by others', confirmed === null ? '–' : formatCount(confirmed)],
    ['Refused', formatCount(rejected)],
    ['Rows credited', counted === null ? '–' : formatCount(counted)],
  ]
  return (
    <dl className={page['figures']}>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function TakeBack({ given }: { given: ContributionDetail }) {
  const client = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const path = `/v1/contributions/${encodeURIComponent(given.id)}/take-back`
  const isGone = given.state === 'taken-back'
  const change = useMutation({
    mutationFn: () => (isGone ? remove<ContributionDetail>(path) : post<ContributionDetail>(path)),
    onSettled: async () => {
      setAsked(false)
      await client.invalidateQueries({ queryKey: ['/v1/contributions'] })
    },
  })
  return (
    <>
      <Trouble error={change.error} />
      {isGone ? (
        <div className={page['status']} role="status">
          <span>
            Taken back {formatMoment(given.takenBack)}.{' '}
            {given.final
              ? 'An edition was built without it since; to have it back, give it again.'
              : 'Hidden at once; the next edition is built without it.'}
          </span>
          {given.final ? null : (
            <Button size="xs" variant="default" loading={change.isPending} onClick={() => change.mutate()}>
              Undo
            </Button>
          )}
        </div>
      ) : null}
      {isAsked ? (
        <div className={page['status']} role="alertdialog" aria-label="Take all of it back?">
          <span>
            {formatCounted(given.rows, 'row')}: what is shown on your word alone is hidden at once, and the next edition
            is built without it. Until then you can undo this.
          </span>
          <Button size="xs" loading={change.isPending} onClick={() => change.mutate()}>
            Take it back
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsked(false)}>
            Keep it
          </Button>
        </div>
      ) : null}
      {isGone || isAsked ? null : (
        <Button variant="default" onClick={() => setAsked(true)}>
          Take all of it back
        </Button>
      )}
    </>
  )
}

/** One contribution: what became of it, row by row, and the way to take it back. */
export function ContributionPage() {
  const { contribution: id } = useParams({ from: '/contribute/$contribution' })
  const one = useQuery(contribution(id))
  useTitle('Contribution')
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/contribute">Everything you gave</Link>
      </p>
      <Shown query={one}>
        {(given) => (
          <>
            <div className={page['head']}>
              <Title order={1}>{given.file ?? 'One contact'}</Title>
              <TakeBack given={given} />
            </div>
            <p className={page['lead']}>
              Given {formatMoment(given.created)} · {labelOf('contributed', given.state)}
              {given.dropped.length === 0 ? '' : ` · never held, left out: ${given.dropped.join(', ')}`}
            </p>
            <Figures given={given} />
            <RowTable contribution={given} />
          </>
        )}
      </Shown>
    </div>
  )
}
