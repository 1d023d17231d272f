import { Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { account as accountQuery } from '../../api/account.ts'
import { customerAccounts, customerLedger, type CustomerAccount } from '../../api/credits.ts'
import { Missing } from '../../components/missing.tsx'
import { LedgerTable } from '../../components/ledger-table.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { StandingFigures } from '../../components/standing-figures.tsx'
import { useTitle } from '../../components/use-title.ts'
import { AdjustmentForm } from './adjustment-form.tsx'
import { SubscriptionForm } from './subscription-form.tsx'
import { useListSearch } from './use-list-search.ts'

function Ledger({ id }: { id: string }) {
  const list = useInfiniteQuery(customerLedger(id))
  return (
    <>
      <section className={page['card']} aria-label="Line by line">
        <h2>Line by line</h2>
        <Shown query={list}>
          {({ pages }) => {
            const lines = pages.flatMap(({ items }) => items)
            return lines.length === 0 ? (
              <div className={page['inside']}>Nothing was booked yet.</div>
            ) : (
              <LedgerTable lines={lines} />
            )
          }}
        </Shown>
      </section>
      <More list={list} />
    </>
  )
}

function Detail({ found }: { found: CustomerAccount }) {
  const { data: who } = useQuery(accountQuery())
  const isOperator = who?.staff.includes('operator') ?? false
  return (
    <>
      <div className={page['head']}>
        <Title order={1}>{found.name}</Title>
      </div>
      <StandingFigures standing={{ ...found, account: found.id }} />
      {isOperator ? (
        <div className={page['pair']}>
          <SubscriptionForm key={found.asked?.id} found={found} />
          <AdjustmentForm id={found.id} />
        </div>
      ) : null}
      <Ledger id={found.id} />
    </>
  )
}

/** One account: what runs, what it has, line by line; the operator starts and ends its subscription. */
export function AccountPage() {
  const { account: id } = useParams({ from: '/operate/accounts/$account' })
  const [search] = useListSearch()
  // The name stands in the address, so that the list has to look for no more than this one.
  const list = useInfiniteQuery(customerAccounts({ q: search.q, limit: '200' }))
  useTitle('Account')
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/operate/accounts">All accounts</Link>
      </p>
      <Shown query={list}>
        {({ pages }) => {
          const found = pages.flatMap(({ items }) => items).find((each) => each.id === id)
          return found === undefined ? (
            <Missing title="No such account" detail="The list of accounts shows all there are." />
          ) : (
            <Detail found={found} />
          )
        }}
      </Shown>
    </div>
  )
}
