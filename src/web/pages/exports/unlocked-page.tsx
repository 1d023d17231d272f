import { Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { owned, type Owned } from '../../api/exports.ts'
import { formatCount, formatDate, formatPhone } from '../../codes/format.ts'
import { ExportButton } from '../../components/export-button.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'

function Person({ item }: { item: Owned }) {
  const { contact } = item
  if (contact === null) {
    return (
      <tr>
        <td colSpan={4} className="quiet">
          Not shown any more
        </td>
        <td className="tabular">{formatDate(item.at)}</td>
      </tr>
    )
  }
  return (
    <tr>
      <td>
        <Link className={page['link']} to="/search" search={{ open: item.id }}>
          {contact.name ?? 'Name not known'}
        </Link>
        <p className="quiet">{contact.title}</p>
      </td>
      <td>{contact.company}</td>
      <td>{contact.email}</td>
      <td className="tabular">{contact.phone === undefined ? '' : formatPhone(contact.phone)}</td>
      <td className="tabular">{formatDate(item.at)}</td>
    </tr>
  )
}

/** The people that one's organisation has unlocked: paid once, free from then on. */
export function UnlockedPage() {
  const list = useInfiniteQuery(owned())
  const total = list.data?.pages[0]?.total ?? 0
  useTitle('Unlocked')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Unlocked{total === 0 ? '' : ` (${formatCount(total)})`}</Title>
        {total === 0 ? null : <ExportButton wish={{ owned: true }}>Export all</ExportButton>}
      </div>
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          return items.length === 0 ? (
            <section className={page['card']}>
              <div className={page['empty']}>
                <p>Nobody yet</p>
                <p>
                  Open somebody in the{' '}
                  <Link className={page['link']} to="/search">
                    search
                  </Link>{' '}
                  and unlock them: paid once, free for your whole organisation from then on.
                </p>
              </div>
            </section>
          ) : (
            <section className={page['card']} aria-label="Unlocked people">
              <table className={page['table']}>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Company</th>
                    <th scope="col">E-mail</th>
                    <th scope="col">Phone</th>
                    <th scope="col">Unlocked</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <Person key={item.id} item={item} />
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
