import { Link } from '@tanstack/react-router'
import type { ContributionItem } from '../../api/contributions.ts'
import { formatCount, formatDate } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'

const count = (rows: number | null) => (rows === null ? '–' : formatCount(rows))

function Line({ item }: { item: ContributionItem }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/contribute/$contribution" params={{ contribution: item.id }}>
          {item.file ?? 'One contact'}
        </Link>
      </th>
      <td>{formatDate(item.created)}</td>
      <td>{labelOf('contributed', item.state)}</td>
      <td className={page['number']} data-label="Rows">
        {formatCount(item.rows)}
      </td>
      <td className={page['number']} data-label="New">
        {count(item.added)}
      </td>
      <td className={page['number']} data-label="Confirmed">
        {count(item.confirmed)}
      </td>
      <td className={page['number']} data-label="Refused">
        {formatCount(item.rejected)}
      </td>
    </tr>
  )
}

/** What was given, and what became of it. */
export function ContributionList({ items }: { items: ContributionItem[] }) {
  return (
    <section className={page['card']} aria-label="What you gave">
      <h2>What you gave</h2>
      {items.length === 0 ? (
        <div className={page['empty']}>
          <p>Nothing yet</p>
          <p>What you give waits for the next edition. Rows that it confirms or adds earn credits.</p>
        </div>
      ) : (
        <div className={page['scroll']}>
          <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Given</th>
                <th scope="col">State</th>
                {['Rows', 'New', 'Confirmed', 'Refused'].map((label) => (
                  <th key={label} scope="col" className={page['number']}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Line key={item.id} item={item} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
