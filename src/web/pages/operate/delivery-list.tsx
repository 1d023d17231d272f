import { useInfiniteQuery } from '@tanstack/react-query'
import { deliveries, type Delivery } from '../../api/providers.ts'
import { formatCount, formatMoment } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'

function Line({ delivery: { file, delivered, rows, rejected, reasons, dropped, inForce } }: { delivery: Delivery }) {
  const why = Object.entries(reasons).map(([reason, count]) => `${labelOf('refusal', reason)}: ${formatCount(count)}`)
  return (
    <tr>
      <th scope="row">
        {file}
        {dropped.length === 0 ? null : <div className="quiet">never held, left out: {dropped.join(', ')}</div>}
      </th>
      <td>{formatMoment(delivered)}</td>
      <td className={page['number']} data-label="Rows">
        {formatCount(rows)}
      </td>
      <td data-label="Refused">
        {formatCount(rejected)}
        {why.length === 0 ? null : <div className="quiet">{why.join(' · ')}</div>}
      </td>
      <td>
        <span className={page['badge']} data-tone={inForce ? 'good' : undefined}>
          {inForce ? 'In use' : 'Not used'}
        </span>
      </td>
    </tr>
  )
}

/** What a provider delivered, newest first, and whether a contract covers it now. */
export function DeliveryList({ id }: { id: string }) {
  const list = useInfiniteQuery(deliveries(id))
  return (
    <>
      <section className={page['card']} aria-label="Deliveries">
        <h2>Deliveries</h2>
        <Shown query={list}>
          {({ pages }) => {
            const items = pages.flatMap((each) => each.items)
            return items.length === 0 ? (
              <div className={page['inside']}>Nothing was delivered yet.</div>
            ) : (
              <div className={page['scroll']}>
                <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
                  <thead>
                    <tr>
                      <th scope="col">File</th>
                      <th scope="col">Delivered</th>
                      <th scope="col" className={page['number']}>
                        Rows
                      </th>
                      <th scope="col">Refused</th>
                      <th scope="col">Now</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((delivery) => (
                      <Line key={delivery.batch} delivery={delivery} />
                    ))}
                  </tbody>
                </table>
              </div>
            )
          }}
        </Shown>
      </section>
      <More list={list} />
    </>
  )
}
