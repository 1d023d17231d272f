import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { contributionRows, type ContributedRow, type ContributionDetail } from '../../api/contributions.ts'
import { post, remove } from '../../api/request.ts'
import { formatCount } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'

const LIMIT = 100

/** Why a row was refused, or what follows from its being taken back. */
function noteOf({ state, reason, final }: ContributedRow): string | null {
  if (reason !== null) return labelOf('refusal', reason)
  if (state !== 'taken-back') return null
  return final ? 'Gone: an edition was built without it' : 'Hidden at once, gone with the next edition'
}

type LineProps = { row: ContributedRow; isBusy: boolean; isWhole: boolean; onChange: (row: ContributedRow) => void }

function Line({ row, isBusy, isWhole, onChange }: LineProps) {
  const { row: line, state, final } = row
  const isGone = state === 'taken-back'
  return (
    <tr>
      <th scope="row">{formatCount(line)}</th>
      <td>
        {labelOf('contributed_row', state)}
        <div className="quiet">{noteOf(row)}</div>
      </td>
      <td className={page['number']}>
        {state === 'refused' || final || isWhole ? null : (
          <Button
            size="xs"
            variant="default"
            disabled={isBusy}
            aria-label={`${isGone ? 'Give again' : 'Take back'} line ${line}`}
            onClick={() => onChange(row)}
          >
            {isGone ? 'Give again' : 'Take back'}
          </Button>
        )}
      </td>
    </tr>
  )
}

function Pages({ offset, total, onGo }: { offset: number; total: number; onGo: (offset: number) => void }) {
  const end = offset + LIMIT
  return (
    <div className={`${page['inside']} ${page['row']}`}>
      <Button size="xs" variant="default" disabled={offset === 0} onClick={() => onGo(offset - LIMIT)}>
        Before
      </Button>
      <span className="quiet tabular">
        {formatCount(offset + 1)} to {formatCount(Math.min(end, total))} of {formatCount(total)}
      </span>
      <Button size="xs" variant="default" disabled={end >= total} onClick={() => onGo(end)}>
        After
      </Button>
    </div>
  )
}

function NoRows({ isGone }: { isGone: boolean }) {
  return (
    <div className={page['empty']}>
      <p>{isGone ? 'Removed for good' : 'Being put in place'}</p>
      <p>
        {isGone
          ? 'No edition that may be shown again was built with these rows, so they were removed.'
          : 'Look again in a moment; nothing is lost.'}
      </p>
    </div>
  )
}

/** The rows of a contribution by their line, what became of each, and the way to take one back. */
export function RowTable({ contribution: { id, state, final } }: { contribution: ContributionDetail }) {
  const client = useQueryClient()
  const [offset, setOffset] = useState(0)
  const rows = useQuery(contributionRows(id, { limit: LIMIT, offset }))
  const change = useMutation({
    mutationFn: (row: ContributedRow) => {
      const path = `/v1/contributions/${encodeURIComponent(id)}/rows/${row.row}/take-back`
      return row.state === 'taken-back' ? remove<ContributionDetail>(path) : post<ContributionDetail>(path)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['/v1/contributions'] }),
  })
  return (
    <section className={page['card']} aria-label="Rows">
      <h2>Rows, by their line in the file</h2>
      <Trouble error={change.error} />
      <Shown query={rows}>
        {({ items, total }) =>
          total === 0 ? (
            <NoRows isGone={final} />
          ) : (
            <>
              <table className={page['table']}>
                <thead>
                  <tr>
                    <th scope="col">Line</th>
                    <th scope="col">State</th>
                    <th scope="col">
                      <span className="visually-hidden">What can be done</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((row) => (
                    <Line
                      key={row.row}
                      row={row}
                      isBusy={change.isPending}
                      isWhole={state === 'taken-back'}
                      onChange={change.mutate}
                    />
                  ))}
                </tbody>
              </table>
              {total <= LIMIT ? null : <Pages offset={offset} total={total} onGo={setOffset} />}
            </>
          )
        }
      </Shown>
    </section>
  )
}
