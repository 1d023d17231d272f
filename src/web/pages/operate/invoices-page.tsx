import { Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { allInvoices, type Invoice, type Waiting } from '../../api/billing.ts'
import { post } from '../../api/request.ts'
import { formatDate } from '../../codes/format.ts'
import { InvoiceTable } from '../../components/invoice-table.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Choices } from './choices.tsx'
import { Empty } from './empty.tsx'
import { SellerCard } from './seller-card.tsx'
import { useListSearch } from './use-list-search.ts'

const states = [
  { value: '', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'paid', label: 'Paid' },
]

function WaitingCard({ waiting }: { waiting: Waiting[] }) {
  if (waiting.length === 0) return null
  return (
    <section className={page['card']} aria-label="Cannot be invoiced yet">
      <h2>
        <span>
          <IconAlertTriangle size={14} stroke={1.8} aria-hidden /> Cannot be invoiced yet
        </span>
      </h2>
      <ul className={`${page['inside']} ${page['plain']}`}>
        {waiting.map(({ account, title, start, reason }) => (
          <li key={`${account} ${start}`}>
            {title} from {formatDate(start)}:{' '}
            {reason === 'no-seller'
              ? 'say below who sends the invoices.'
              : 'an owner of the account has yet to say where invoices go.'}{' '}
            <Link className={page['link']} to="/operate/accounts/$account" params={{ account }}>
              The account
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** All invoices: what is open, what was paid, what cannot be sent yet, and who sends them. */
export function InvoicesPage() {
  const [search, setSearch] = useListSearch()
  const list = useInfiniteQuery(allInvoices({ state: search.state }))
  const client = useQueryClient()
  const pay = useMutation({
    mutationFn: ({ number }: Invoice) => post<Invoice>(`/v1/operator/invoices/${number}/paid`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['/v1/operator/invoices'] }),
  })
  useTitle('Invoices')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Invoices</Title>
      </div>
      <WaitingCard waiting={list.data?.pages[0]?.waiting ?? []} />
      <Choices label="State" value={search.state ?? ''} choices={states} onChoose={(state) => setSearch({ state })} />
      <Said>{pay.isSuccess ? `${pay.variables.number} is noted as paid today.` : null}</Said>
      <Trouble error={pay.error} />
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          return items.length === 0 ? (
            <Empty
              text="A subscription that runs is invoiced each month, without anybody’s doing."
              onClear={search.state === undefined ? undefined : () => setSearch({ state: '' })}
            />
          ) : (
            <section className={page['card']} aria-label="All invoices">
              <InvoiceTable
                withRecipient
                items={items}
                payment={{ note: (invoice) => pay.mutate(invoice), isBusy: pay.isPending }}
              />
            </section>
          )
        }}
      </Shown>
      <More list={list} />
      <SellerCard />
    </div>
  )
}
