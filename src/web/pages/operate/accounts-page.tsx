import { Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { askedSubscriptions, customerAccounts, type CustomerAccount } from '../../api/credits.ts'
import { formatCount, formatDate } from '../../codes/format.ts'
import { FindField } from '../../components/find-field.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Empty } from './empty.tsx'
import { useListSearch } from './use-list-search.ts'

function Asked() {
  const { data } = useQuery(askedSubscriptions())
  if (data === undefined || data.items.length === 0) return null
  return (
    <section className={page['card']} aria-label="Waiting for their subscription">
      <h2>Waiting for their subscription</h2>
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Plan</th>
            <th scope="col">Asked</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link
                  to="/operate/accounts/$account"
                  params={{ account: item.account }}
                  search={item.name === null ? {} : { q: item.name }}
                >
                  {item.name ?? item.account}
                </Link>
              </th>
              <td>{item.title}</td>
              <td data-label="Asked">{formatDate(item.asked)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ account }: { account: CustomerAccount }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/operate/accounts/$account" params={{ account: account.id }} search={{ q: account.name }}>
          {account.name}
        </Link>
      </th>
      <td>{account.running?.title ?? <span className="quiet">no subscription</span>}</td>
      <td className={page['number']} data-label="Balance">
        {formatCount(account.balance)}
      </td>
      <td className={page['number']} data-label="Unlocked">
        {formatCount(account.owned)}
      </td>
      <td data-label="Next credits">{formatDate(account.nextGrant?.on)}</td>
    </tr>
  )
}

/** The organisations that use the instance: what runs for them and what they have. */
export function AccountsPage() {
  const [search, setSearch] = useListSearch()
  const list = useInfiniteQuery(customerAccounts({ q: search.q }))
  useTitle('Accounts')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Accounts</Title>
      </div>
      <Asked />
      <div className={page['filters']}>
        <FindField label="Part of the name" value={search.q ?? ''} onFind={(q) => setSearch({ q })} />
      </div>
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          return items.length === 0 ? (
            <Empty
              text="Every organisation that opens an account is listed here."
              onClear={search.q === undefined ? undefined : () => setSearch({ q: '' })}
            />
          ) : (
            <section className={`${page['card']} ${page['scroll']}`} aria-label="Accounts">
              <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
                <thead>
                  <tr>
                    <th scope="col">Account</th>
                    <th scope="col">Subscription</th>
                    <th scope="col" className={page['number']}>
                      Balance
                    </th>
                    <th scope="col" className={page['number']}>
                      Unlocked
                    </th>
                    <th scope="col">Next credits</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((account) => (
                    <Line key={account.id} account={account} />
                  ))}
                </tbody>
              </table>
            </section>
          )
        }}
      </Shown>
      <More list={list} />
    </div>
  )
}
