import type { BuildReport } from '../../../modules/editions/index.ts'
import { formatCount, formatSeconds } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'
import classes from './bars.module.css'

/** Where the time of the build went. */
export function StepTimes({ steps }: { steps: BuildReport['steps'] }) {
  const longest = Math.max(0.001, ...steps.map((step) => step.seconds))
  return (
    <section className={page['card']}>
      <h2>Steps with time</h2>
      <div className={page['inside']}>
        {steps.length === 0 ? <p className="quiet">This edition does not say.</p> : null}
        <table className={classes['bars']}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Bar</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.name}>
                <th scope="row">{labelOf('step', step.name)}</th>
                <td className={classes['bar']}>
                  <span className="visually-hidden">{formatCount(step.rows ?? 0)} rows</span>
                  <span aria-hidden>
                    <span style={{ width: `${(100 * step.seconds) / longest}%` }} />
                  </span>
                </td>
                <td>{formatSeconds(step.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
