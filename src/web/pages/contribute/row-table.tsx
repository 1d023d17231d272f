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

type LineProps = { row: ContributedRow; isBusy: boolean; onChange: (row: ContributedRow) => void }

function Line({ row, isBusy, onChange }: LineProps) {
  const { row: line, state, reason, final } = row
  const isGone = state === 'taken-back'
  return (
    <tr>
      <th scope="row">{formatCount(line)}</th>
      <td>
        {labelOf('contributed_row', state)}
        {reason === null ? null : <div className="quiet">{labelOf('refusal', reason)}</div>}
      </td>
      <td className={page['number']}>
        {state === 'refused' || final ? null : (
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

/** The rows of a contribution by their line, what became of each, and the way to take one back. */
export function RowTable({ contribution: { id, state } }: { contribution: ContributionDetail }) {
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
      <h2>Rows</h2>
      <Trouble error={change.error} />
      <Shown query={rows}>
        {({ items, total }) => (
          <>
            <table className={page['table']}>
              <thead>
                <tr>
                  <th scope="col">Line in the file</th>
                  <th scope="col">What became of it</th>
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
                    isBusy={change.isPending || state === 'taken-back'}
                    onChange={change.mutate}
                  />
                ))}
              </tbody>
            </table>
            {total <= LIMIT ? null : (
              <div className={`${page['inside']} ${page['row']}`}>
                <Button size="xs" variant="default" disabled={offset === 0} onClick={() => setOffset(offset - LIMIT)}>
                  Before
                </Button>
                <span className="quiet tabular">
                  {formatCount(offset + 1)} to {formatCount(Math.min(offset + LIMIT, total))} of {formatCount(total)}
                </span>
                <Button
                  size="xs"
                  variant="default"
                  disabled={offset + LIMIT >= total}
                  onClick={() => setOffset(offset + LIMIT)}
                >
                  After
                </Button>
              </div>
            )}
          </>
        )}
      </Shown>
    </section>
  )
}
