import type { Manifest } from '../../../modules/editions/index.ts'
import { formatCount } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'

/** The roots by which anyone can check that this is the edition that was published. */
export function Proof({ manifest }: { manifest: Manifest }) {
  return (
    <section className={page['card']}>
      <h2>Proof</h2>
      <div className={page['inside']}>
        <p>
          The same inputs and rules give this root on any machine.{' '}
          <code>npx fairlist edition verify {manifest.edition}</code> computes it again from the rows.
        </p>
        <p className={page['mono']}>{manifest.root}</p>
        <details>
          <summary className="quiet">By table, and what it was made from</summary>
          {manifest.tables.map((table) => (
            <p key={table.name}>
              {labelOf('table', table.name)}, {formatCount(table.rows)} rows
              <br />
              <span className={page['mono']}>{table.root}</span>
            </p>
          ))}
          <p>
            Rules <span className={page['mono']}>{manifest.rules}</span>
            <br />
            Commitment to the inputs
            <br />
            <span className={page['mono']}>{manifest.inputs.commitment}</span>
          </p>
        </details>
      </div>
    </section>
  )
}
