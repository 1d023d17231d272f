import { formatShare } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { PointsDelta } from '../../components/delta.tsx'
import page from '../../components/page.module.css'
import classes from './bars.module.css'

/** Share of the contacts that have each field; a mark shows the edition before. */
export function Completeness({
  now,
  before,
}: {
  now: Record<string, number>
  before: Record<string, number> | undefined
}) {
  const fields = Object.entries(now)
  return (
    <section className={page['card']}>
      <h2>Completeness by field</h2>
      <div className={page['inside']}>
        {fields.length === 0 ? <p className="quiet">This edition does not say.</p> : null}
        <table className={classes['bars']}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Bar</th>
              <th scope="col">Share of contacts</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(([field, share]) => (
              <tr key={field}>
                <th scope="row">{labelOf('field', field)}</th>
                <td className={classes['bar']}>
                  <span aria-hidden>
                    <span style={{ width: `${share * 100}%` }} />
                    {before?.[field] === undefined ? null : <i style={{ left: `${before[field] * 100}%` }} />}
                  </span>
                </td>
                <td>
                  {formatShare(share)}
                  <PointsDelta now={share} before={before?.[field]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
