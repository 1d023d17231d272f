import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { EditionDiff } from '../../../refinery/index.ts'
import { editionDiff } from '../../api/queries.ts'
import { formatCount } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'

const FIELDS = 5

function mostChanged(fields: Record<string, number>): string {
  return Object.entries(fields)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, FIELDS)
    .map(([field, count]) => `${labelOf('field', field).toLowerCase()} ${formatCount(count)}`)
    .join(', ')
}

function Rows({ diff }: { diff: EditionDiff }) {
  return (
    <div className={page['scroll']}>
      <table className={page['table']}>
        <thead>
          <tr>
            <th scope="col">Table</th>
            {['Added', 'Removed', 'Changed', 'The same'].map((label) => (
              <th key={label} scope="col" className={page['number']}>
                {label}
              </th>
            ))}
            <th scope="col">Fields that changed most</th>
          </tr>
        </thead>
        <tbody>
          {diff.tables.map((table) => (
            <tr key={table.name}>
              <th scope="row">{labelOf('table', table.name)}</th>
              <td className={page['number']}>{formatCount(table.added)}</td>
              <td className={page['number']}>{formatCount(table.removed)}</td>
              <td className={page['number']}>{formatCount(table.changed)}</td>
              <td className={page['number']}>{formatCount(table.unchanged)}</td>
              <td className="quiet">{mostChanged(table.fields ?? {}) || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What changed since the edition before, by table. */
export function Difference({ edition, before }: { edition: string; before: string }) {
  const { data, error } = useQuery(editionDiff(before, edition))
  return (
    <section className={page['card']}>
      <h2>Difference from {before}</h2>
      {error === null ? null : (
        <p className={page['inside']}>The two editions could not be compared. {error.message}</p>
      )}
      {data === undefined && error === null ? <Skeleton m="md" h={64} w="auto" /> : null}
      {data === undefined ? null : <Rows diff={data} />}
    </section>
  )
}
