import type { Tie } from '../../api/review.ts'
import page from '../../components/page.module.css'
import classes from './review.module.css'

/** A weight in bits, with its sign. */
function bits(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`
}

/** What was compared of two records and how much each finding weighs, in bits: above 0 in all, they are one. */
export function Waterfall({ tie, label }: { tie: Tie; label: string }) {
  const { prior, reasons, weight, probability, tippings } = tie
  const most = Math.max(...[prior, weight, ...reasons.map((reason) => reason.weight)].map(Math.abs), 1)
  const rows = [
    { label: 'Any two records', verdict: 'before anything is compared', weight: prior },
    ...reasons,
    { label: 'In all', verdict: `one person: ${(100 * probability).toFixed(1)} %`, weight },
  ]
  return (
    <section className={page['card']} aria-label={label}>
      <h2>{label}</h2>
      <table className={`${page['table']} ${page['cards']}`}>
        <thead>
          <tr>
            <th scope="col">Compared</th>
            <th scope="col">Finding</th>
            <th scope="col" className={page['number']}>
              Bits
            </th>
            <th scope="col">For or against one person</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td data-label="Finding">{row.verdict}</td>
              <td className={page['number']} data-label="Bits">
                {bits(row.weight)}
              </td>
              <td className={classes['meter']} data-label="For or against">
                <span
                  className={classes['bar']}
                  data-against={row.weight < 0 ? true : undefined}
                  style={{ width: `${(60 * Math.abs(row.weight)) / most}%` }}
                />{' '}
                {row.weight < 0 ? 'against' : 'for'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {tippings.length === 0 ? null : (
        <p className={page['inside']}>
          {weight >= 0 ? 'They would be two if: ' : 'They would be one if: '}
          {tippings.map((each) => `${each.label}: ${each.verdict}`).join('; ')}.
        </p>
      )}
    </section>
  )
}
