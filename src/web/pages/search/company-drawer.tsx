import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { CompanyWithPeople } from '../../../modules/search/index.ts'
import { company as companyQuery, contactsPage } from '../../api/queries.ts'
import { countryName, formatCount, formatDate, formatPhone } from '../../codes/format.ts'
import { Confidence } from '../../components/confidence.tsx'
import { Failure } from '../../components/failure.tsx'
import classes from './drawer.module.css'
import { Drawer } from './drawer.tsx'
import { PeopleMatrix } from './people-matrix.tsx'
import type { Search } from './use-search.ts'

const PEOPLE = 8

function Facts({ company }: { company: CompanyWithPeople }) {
  const town = [company.postcode, company.city, company.region?.split('-').at(-1)].filter(Boolean).join(' ')
  const facts: [string, string | undefined][] = [
    ['Web domain', company.domain],
    ['Industry', company.industry],
    ['Employees', company.employees],
    ['Revenue', company.revenue],
    ['Phone', company.phone === undefined ? undefined : formatPhone(company.phone)],
    ['Address', [company.street, town].filter(Boolean).join(', ') || undefined],
    ['Country', company.country === undefined ? undefined : countryName(company.country)],
    ['Last seen', company.seen === undefined ? undefined : formatDate(company.seen)],
    ['Sources', company.support === undefined ? undefined : formatCount(company.support)],
  ]
  return (
    <dl className={classes['facts']}>
      {facts.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function People({ company, search }: { company: CompanyWithPeople; search: Search }) {
  const filters = { company: [company.id] }
  const { data } = useQuery(contactsPage(filters, '-confidence', 0))
  return (
    <section className={classes['part']}>
      <h3>{formatCount(company.people.total)} people</h3>
      <ul className={classes['people']}>
        {data?.items.slice(0, PEOPLE).map((one) => (
          <li key={one.id}>
            <button type="button" className={classes['link']} onClick={() => search.change({ open: one.id })}>
              {one.name ?? 'Name not known'}
            </button>
            <span>{one.title}</span>
          </li>
        ))}
      </ul>
      <button type="button" className={classes['link']} onClick={() => search.setFilters(filters)}>
        Show all of them in the list
      </button>
    </section>
  )
}

/** A company: facts, people by function and level, people. */
export function CompanyDrawer({ id, search, onClose }: { id: string; search: Search; onClose: () => void }) {
  const { data, error, refetch } = useQuery(companyQuery(id))
  const here = search.filters.company?.includes(id) === true
  const chosen = {
    level: here ? (search.filters.level ?? []) : [],
    function: here ? (search.filters.function ?? []) : [],
  }
  return (
    <Drawer label={data?.name ?? 'Company'} onClose={onClose}>
      {error === null ? null : <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Skeleton m="lg" h={160} w="auto" /> : null}
      {data === undefined ? null : (
        <>
          <header className={classes['lead']}>
            <h2>{data.name ?? data.domain ?? 'Name not known'}</h2>
            <p className="quiet">{[data.industry, data.city].filter(Boolean).join(' · ')}</p>
            <div className={classes['leadLine']}>
              <Confidence value={data.confidence} />
            </div>
          </header>
          <section className={classes['part']}>
            <h3>Facts</h3>
            <Facts company={data} />
          </section>
          <section className={classes['part']}>
            <h3>Function and level</h3>
            <PeopleMatrix
              people={data.people}
              chosen={chosen}
              onChoose={(fn, level) => search.setFilters({ company: [id], function: [fn], level: [level] })}
            />
          </section>
          <People company={data} search={search} />
        </>
      )}
    </Drawer>
  )
}
