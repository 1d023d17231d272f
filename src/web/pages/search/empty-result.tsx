import { Button, Text, Title } from '@mantine/core'
import { IconUserSearch } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FacetsAnswer } from '../../../modules/search/index.ts'
import { contactsCount } from '../../api/queries.ts'
import { formatCount } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import failure from '../../components/failure.module.css'
import { filterKeys, without } from './filters.ts'
import classes from './search-page.module.css'
import type { Search } from './use-search.ts'
import { ValueLabel } from './value-label.tsx'

/** Nobody matches: says which filter to drop, and how many people that would give. */
export function EmptyResult({ search, facets }: { search: Search; facets: FacetsAnswer | undefined }) {
  const { filters } = search
  const keys = filterKeys.filter((key) => filters[key] !== undefined)
  const counts = useQueries({ queries: keys.map((key) => contactsCount(without(filters, key))) })
  const offers = keys
    .map((key, at) => ({ key, total: counts[at]?.data?.total }))
    .toSorted((a, b) => (b.total ?? -1) - (a.total ?? -1))
  if (keys.length === 0) {
    return (
      <div className={failure['failure']}>
        <IconUserSearch size={28} stroke={1.5} aria-hidden />
        <Title order={2}>There is nobody in this edition yet</Title>
        <Text c="dimmed">Drop a file with contacts, and a build makes an edition of it.</Text>
        <Button component={Link} to="/add">
          Add data
        </Button>
      </div>
    )
  }
  const helps = offers.some((offer) => (offer.total ?? 0) > 0)
  return (
    <div className={failure['failure']} role="status">
      <IconUserSearch size={28} stroke={1.5} aria-hidden />
      <Title order={2}>Nobody matches all of these</Title>
      <Text c="dimmed">{helps ? 'Dropping one filter would give:' : 'Dropping any single filter would not help.'}</Text>
      <ul className={classes['offers']}>
        {offers.map(({ key, total }) => (
          <li key={key}>
            <Button variant="default" disabled={total === 0} onClick={() => search.drop(key)}>
              <span>
                Drop {labelOf('filter', key).toLowerCase()}:{' '}
                {(filters[key] ?? []).map((value, at) => (
                  <span key={value}>
                    {at === 0 ? '' : ' or '}
                    <ValueLabel filter={key} value={value} facets={facets} />
                  </span>
                ))}
              </span>
              <span className={classes['offerCount']}>
                {total === undefined ? '…' : `${formatCount(total)} people`}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="subtle" onClick={() => search.setFilters({})}>
        Clear all filters
      </Button>
    </div>
  )
}
