import { useQuery } from '@tanstack/react-query'
import { batches } from '../../api/queries.ts'
import { formatCount, formatMoment } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'

function Batches() {
  const { data } = useQuery(batches())
  if (data === undefined || data.items.length === 0) return null
  return (
    <div className={page['scroll']}>
      <table className={page['table']}>
        <thead>
          <tr>
            <th scope="col">Batch in force</th>
            <th scope="col">Source</th>
            <th scope="col">Added</th>
            <th scope="col" className={page['number']}>
              Rows
            </th>
            <th scope="col" className={page['number']}>
              Rejected
            </th>
            <th scope="col">Rejected rows</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((batch) => (
            <tr key={batch.batch}>
              <th scope="row">{batch.file ?? batch.batch}</th>
              <td>{batch.source ?? '–'}</td>
              <td className="quiet">{formatMoment(batch.added)}</td>
              <td className={page['number']}>{formatCount(batch.rows)}</td>
              <td className={page['number']}>{formatCount(batch.rejected)}</td>
              <td>
                {batch.rejected === 0 ? (
                  <span className="quiet">none</span>
                ) : (
                  <a href={`/v1/batches/${encodeURIComponent(batch.batch)}/rejects`} download>
                    Download with reasons
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Why rows were rejected, and the rows themselves to download. */
export function Rejects({ reasons }: { reasons: Record<string, number> }) {
  const list = Object.entries(reasons).toSorted((a, b) => b[1] - a[1])
  return (
    <section className={page['card']}>
      <h2>Rejects and batches</h2>
      <div className={page['inside']}>
        {list.length === 0 ? (
          <p>No row was rejected.</p>
        ) : (
          <ul className={page['sentences']}>
            {list.map(([reason, count]) => (
              <li key={reason}>
                {labelOf('why', reason)}: <span className="tabular">{formatCount(count)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Batches />
    </section>
  )
}
