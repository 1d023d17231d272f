import { useInfiniteQuery } from '@tanstack/react-query'
import { invoices as invoicesQuery } from '../../api/billing.ts'
import { InvoiceTable } from '../../components/invoice-table.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'

/** The organisation's invoices. */
export function InvoicesCard() {
  const list = useInfiniteQuery(invoicesQuery())
  return (
    <>
      <section className={page['card']} aria-label="Invoices">
        <h2>Invoices</h2>
        <Shown query={list} height={96}>
          {({ pages }) => {
            const items = pages.flatMap((each) => each.items)
            return items.length === 0 ? (
              <div className={page['inside']}>
                None yet. The first comes when a subscription runs and an address for invoices is known.
              </div>
            ) : (
              <InvoiceTable items={items} />
            )
          }}
        </Shown>
      </section>
      <More list={list} />
    </>
  )
}
