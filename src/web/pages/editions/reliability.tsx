import { formatCount, formatShare } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'
import classes from './reliability.module.css'
import type { FieldReliability, Reliability as Measured } from './reliability-of.ts'

/** Side of the square, and the room for what stands at its left and below, in the units of the drawing. */
const SIDE = 120
const LEFT = 34
const BELOW = 30

/** A share 0–1 as percentage points. */
function points(share: number): string {
  return `${(100 * share).toFixed(1)} points`
}

function verdict({ ece, confidence, accuracy }: FieldReliability): string {
  if (ece < 0.02) return 'As good as its word'
  return confidence > accuracy ? 'Promises somewhat too much' : 'Promises somewhat too little'
}

function Diagram({ field, points: dots }: FieldReliability) {
  const x = (share: number) => LEFT + share * SIDE
  const y = (share: number) => 4 + (1 - share) * SIDE
  return (
    <svg
      className={classes['diagram']}
      viewBox={`0 0 ${LEFT + SIDE + 14} ${SIDE + BELOW + 4}`}
      role="img"
      aria-label={`${labelOf('field', field)}: share that was right by what was said, in ${dots.length} groups. The figures are in the table below.`}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line className={classes['grid']} x1={x(0)} x2={x(1)} y1={y(share)} y2={y(share)} />
          <line className={classes['grid']} x1={x(share)} x2={x(share)} y1={y(0)} y2={y(1)} />
          <text className={classes['tick']} x={LEFT - 5} y={y(share) + 3} textAnchor="end">
            {formatShare(share)}
          </text>
          <text className={classes['tick']} x={x(share)} y={y(0) + 12} textAnchor="middle">
            {formatShare(share)}
          </text>
        </g>
      ))}
      <line className={classes['ideal']} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      <polyline
        className={classes['measured']}
        points={dots.map(({ said, right }) => `${x(said).toFixed(1)},${y(right).toFixed(1)}`).join(' ')}
      />
      {dots.map(({ said, right }) => (
        <circle key={`${said} ${right}`} className={classes['dot']} cx={x(said)} cy={y(right)} r={2.6} />
      ))}
      <text className={classes['tick']} x={x(0.5)} y={SIDE + BELOW} textAnchor="middle">
        said
      </text>
      <text className={classes['tick']} x={LEFT - 5} y={y(0.75) + 3} textAnchor="end">
        right
      </text>
    </svg>
  )
}

function Field(of: FieldReliability) {
  const { field, ece, brier, brierOfNone } = of
  return (
    <figure className={classes['field']}>
      <figcaption>
        <strong>{labelOf('field', field)}</strong>
        <span>{verdict(of)}</span>
      </figcaption>
      <Diagram {...of} />
      <p className="quiet">
        Off by {points(ece)} on average (ECE {ece.toFixed(3)}). Brier score {brier.toFixed(3)}: 0 is perfect
        {brierOfNone === null ? '' : `, ${brierOfNone.toFixed(3)} would be one confidence for all`}.
      </p>
    </figure>
  )
}

function Figures({ fields }: { fields: readonly FieldReliability[] }) {
  return (
    <details>
      <summary className="quiet">The same as a table</summary>
      <table className={`${page['table']} ${page['cards']}`}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            {['Values', 'Said', 'Right', 'ECE', 'Brier'].map((label) => (
              <th key={label} scope="col" className={page['number']}>
                {label}
              </th>
            ))}
            <th scope="col">Said and right, by group</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, count, confidence, accuracy, ece, brier, points: groups }) => (
            <tr key={field}>
              <th scope="row">{labelOf('field', field)}</th>
              {[
                ['Values', formatCount(count)],
                ['Said', formatShare(confidence)],
                ['Right', formatShare(accuracy)],
                ['ECE', ece.toFixed(4)],
                ['Brier', brier.toFixed(4)],
              ].map(([label, text]) => (
                <td key={label} className={page['number']} data-label={label}>
                  {text}
                </td>
              ))}
              <td data-label="Said and right, by group">
                {groups.map(({ said, right }) => `${formatShare(said)} → ${formatShare(right)}`).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** How far the confidence of each field can be believed: a reliability diagram each, with what it means in words. */
export function Reliability({ measured }: { measured: Measured | null }) {
  return (
    <section className={page['card']} aria-label="How far confidence can be believed">
      <h2>How far confidence can be believed</h2>
      <div className={page['inside']}>
        {measured === null ? (
          <p className="quiet">
            This edition does not say: it was built before this was measured. A new build says it.
          </p>
        ) : (
          <>
            <p className={classes['lead']}>
              Every value comes with a confidence. Of values said to be right to {formatShare(0.8)}, 80 in 100 should
              be. Whether they are was tried on a made-up world
              {measured.people === null ? '' : ` of ${formatCount(measured.people)} people`}, of which the truth is
              known, not on your data. A point on the straight line kept its word; below it, more was promised than was
              true; above it, less.
            </p>
            <div className={classes['fields']}>
              {measured.fields.map((of) => (
                <Field key={of.field} {...of} />
              ))}
            </div>
            <Figures fields={measured.fields} />
          </>
        )}
      </div>
    </section>
  )
}
