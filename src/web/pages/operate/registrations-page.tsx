import { Select, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { registrations as registrationsQuery, type Registration } from '../../api/operate.ts'
import codes from '../../codes/codes.json' with { type: 'json' }
import { formatMoment } from '../../codes/format.ts'
import { FindField } from '../../components/find-field.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Empty } from './empty.tsx'
import { RegistrationState } from './registration-state.tsx'
import { useListSearch } from './use-list-search.ts'

const kinds = Object.entries(codes.registration).map(([value, label]) => ({ value, label }))
const states = [
  { value: 'confirmed', label: 'Confirmed' },
  { value: 'pending', label: 'Not confirmed yet' },
]

function Line({ registration }: { registration: Registration }) {
  const { id, address, label, created, confirmed, state } = registration
  return (
    <tr>
      <th scope="row">
        <Link to="/operate/registrations/$registration" params={{ registration: id }}>
          {address}
        </Link>
      </th>
      <td>{label}</td>
      <td>
        <RegistrationState state={state} />
      </td>
      <td data-label="Asked">{formatMoment(created)}</td>
      <td data-label="Confirmed">{formatMoment(confirmed)}</td>
    </tr>
  )
}

/** Who asked for something by a public form, and whether the address was confirmed. */
export function RegistrationsPage() {
  const [search, setSearch] = useListSearch()
  const list = useInfiniteQuery(registrationsQuery({ q: search.q, kind: search.kind, state: search.state }))
  useTitle('Registrations')
  const isNarrowed = [search.q, search.kind, search.state].some((part) => part !== undefined)
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Registrations</Title>
      </div>
      <div className={page['filters']}>
        <FindField label="Part of an e-mail address" value={search.q ?? ''} onFind={(q) => setSearch({ q })} />
        <Select
          aria-label="Kind"
          placeholder="Every kind"
          data={kinds}
          value={search.kind ?? null}
          clearable
          clearButtonProps={{ 'aria-label': 'Every kind' }}
          onChange={(kind) => setSearch({ kind: kind ?? '' })}
        />
        <Select
          aria-label="State"
          placeholder="Every state"
          data={states}
          value={search.state ?? null}
          clearable
          clearButtonProps={{ 'aria-label': 'Every state' }}
          onChange={(state) => setSearch({ state: state ?? '' })}
        />
      </div>
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          return items.length === 0 ? (
            <Empty
              text="Whoever subscribes to news or asks for information by a form is listed here."
              onClear={isNarrowed ? () => setSearch({ q: '', kind: '', state: '' }) : undefined}
            />
          ) : (
            <section className={`${page['card']} ${page['scroll']}`} aria-label="Registrations">
              <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
                <thead>
                  <tr>
                    {['Address', 'Kind', 'State', 'Asked', 'Confirmed'].map((label) => (
                      <th key={label} scope="col">
                        {label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map((registration) => (
                    <Line key={registration.id} registration={registration} />
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
