import type { LedgerLine } from '../api/credits.ts'
import { formatCount, formatMoment } from '../codes/format.ts'
import page from './page.module.css'

/** What came in and what went out, line by line, with what was left each time. */
export function LedgerTable({ lines }: { lines: LedgerLine[] }) {
  return (
    <div className={page['scroll']}>
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead>
          <tr>
            <th scope="col" className={page['number']}>
              Line
            </th>
            <th scope="col">What it was</th>
            <th scope="col">When</th>
            <th scope="col" className={page['number']}>
              Credits
            </th>
            <th scope="col" className={page['number']}>
              Balance
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, at, sentence, credits, balance }) => (
            <tr key={line}>
              <td className={page['number']} data-label="Line">
                {formatCount(line)}
              </td>
              <th scope="row">{sentence}</th>
              <td>{formatMoment(at)}</td>
              <td className={page['number']} data-label="Credits">
                {credits > 0 ? `+${formatCount(credits)}` : formatCount(credits).replace('-', '−')}
              </td>
              <td className={page['number']} data-label="Balance">
                {formatCount(balance)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
