import type { BuildReport } from '../../../modules/editions/index.ts'
import { formatBytes, formatCount, formatShare } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'
import classes from './bars.module.css'

type Values = BuildReport['values']

/** How many values the build found cleaned already: by an earlier build, under the same rules. */
export function ValueDictionary({ values }: { values: Values }) {
  if (values.length === 0) return null
  const sum = (figure: (each: Values[number]) => number) => values.reduce((total, each) => total + figure(each), 0)
  const [distinct, cleaned] = [sum((each) => each.distinct), sum((each) => each.cleaned)]
  const bytes = sum((each) => each.bytes ?? 0)
  return (
    <section className={page['card']}>
      <h2>Values known before</h2>
      <div className={page['inside']}>
        <p className="quiet">
          {formatCount(distinct)} distinct values, {formatCount(cleaned)} of them cleaned by this build; the others by
          earlier ones.{bytes > 0 ? ` The dictionary took ${formatBytes(bytes)}.` : ''}
        </p>
        <table className={classes['bars']}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">Bar</th>
              <th scope="col">Share known before</th>
            </tr>
          </thead>
          <tbody>
            {values.map((each) => {
              const known = each.distinct === 0 ? 0 : 1 - each.cleaned / each.distinct
              return (
                <tr key={each.kind}>
                  <th scope="row">{labelOf('field', each.kind)}</th>
                  <td className={classes['bar']}>
                    <span className="visually-hidden">{formatCount(each.distinct)} values</span>
                    <span aria-hidden>
                      <span style={{ width: `${100 * known}%` }} />
                    </span>
                  </td>
                  <td>{each.distinct === 0 ? '–' : formatShare(known)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
