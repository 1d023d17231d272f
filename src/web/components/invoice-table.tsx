import { Button } from '@mantine/core'
import { IconCircleCheck, IconClock, IconFileTypePdf } from '@tabler/icons-react'
import type { Invoice } from '../api/billing.ts'
import { formatDate, formatMoney } from '../codes/format.ts'
import page from './page.module.css'

type Props = {
  items: Invoice[]
  /** Shows to whom each one went. */
  withRecipient?: boolean
  /** Lets an open one be noted as paid. */
  payment?: { note: (invoice: Invoice) => void; isBusy: boolean }
}

function State({ invoice }: { invoice: Invoice }) {
  if (invoice.state === 'paid') {
    return (
      <span className={page['badge']} data-tone="good">
        <IconCircleCheck size={13} stroke={2} aria-hidden /> Paid {formatDate(invoice.paid)}
      </span>
    )
  }
  return (
    <span className={page['badge']} data-tone="warn">
      <IconClock size={13} stroke={2} aria-hidden /> Due {formatDate(invoice.due)}
    </span>
  )
}

/** Invoices, newest first, each with its document. */
export function InvoiceTable({ items, withRecipient = false, payment }: Props) {
  return (
    <div className={page['scroll']}>
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead>
          <tr>
            <th scope="col">Invoice</th>
            <th scope="col">Issued</th>
            <th scope="col">State</th>
            {['Before tax', 'Tax', 'In all'].map((label) => (
              <th key={label} scope="col" className={page['number']}>
                {label}
              </th>
            ))}
            {payment === undefined ? null : (
              <th scope="col">
                <span className="visually-hidden">To do</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((invoice) => (
            <tr key={invoice.number}>
              <th scope="row">
                <a href={invoice.pdf} download aria-label={`${invoice.number} as PDF`}>
                  <IconFileTypePdf size={14} stroke={1.8} aria-hidden /> {invoice.number}
                </a>
                {withRecipient ? <div className="quiet">{invoice.recipient}</div> : null}
              </th>
              <td>{formatDate(invoice.issued)}</td>
              <td>
                <State invoice={invoice} />
              </td>
              <td className={page['number']} data-label="Before tax">
                {formatMoney(invoice.netCents, invoice.currency)}
              </td>
              <td className={page['number']} data-label="Tax">
                {formatMoney(invoice.taxCents, invoice.currency)}
                <div className="quiet">{invoice.taxRate / 100} %</div>
              </td>
              <td className={page['number']} data-label="In all">
                {formatMoney(invoice.totalCents, invoice.currency)}
              </td>
              {payment === undefined ? null : (
                <td className={page['number']}>
                  {invoice.state === 'paid' ? null : (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={`Paid: ${invoice.number}`}
                      disabled={payment.isBusy}
                      onClick={() => payment.note(invoice)}
                    >
                      Paid
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
