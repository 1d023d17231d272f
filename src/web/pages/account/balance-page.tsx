import { Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { account } from '../../api/account.ts'
import { ledger as ledgerQuery, standing as standingQuery } from '../../api/credits.ts'
import { LedgerTable } from '../../components/ledger-table.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { StandingFigures } from '../../components/standing-figures.tsx'
import { useTitle } from '../../components/use-title.ts'
import { BillingAddressCard } from './billing-address-card.tsx'
import { InvoicesCard } from './invoices-card.tsx'
import { PlanCard } from './plan-card.tsx'

function LedgerCard() {
  const list = useInfiniteQuery(ledgerQuery())
  return (
    <>
      <section className={page['card']} aria-label="Line by line">
        <h2>Line by line</h2>
        <Shown query={list}>
          {({ pages }) => {
            const lines = pages.flatMap(({ items }) => items)
            return lines.length === 0 ? (
              <div className={page['inside']}>
                Nothing yet. Credits come with a subscription, or when what you contribute is in a published edition; a
                contact costs credits once, and never again.
              </div>
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

function Balance({ isOwner }: { isOwner: boolean }) {
  const query = useQuery(standingQuery())
  return (
    <>
      <Shown query={query}>
        {(standing) => (
          <>
            <StandingFigures standing={standing} />
            <PlanCard standing={standing} isOwner={isOwner} />
          </>
        )}
      </Shown>
      <LedgerCard />
      {isOwner ? (
        <>
          <InvoicesCard />
          <BillingAddressCard />
        </>
      ) : null}
    </>
  )
}

/** What the organisation has, what it pays, and every credit that came or went. */
export function BalancePage() {
  const who = useQuery(account())
  useTitle('Balance')
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/account">Account</Link>
      </p>
      <div className={page['head']}>
        <Title order={1}>Balance</Title>
      </div>
      <Shown query={who}>
        {({ organisation }) =>
          organisation === null ? (
            <section className={page['card']}>
              <div className={page['empty']}>
                <p>No organisation, no balance</p>
                <p>Credits belong to an organisation. Whoever belongs to one sees its balance here.</p>
              </div>
            </section>
          ) : (
            <Balance isOwner={organisation.role === 'owner'} />
          )
        }
      </Shown>
    </div>
  )
}
