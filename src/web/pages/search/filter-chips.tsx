import { UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { FacetsAnswer } from '../../../modules/search/index.ts'
import { labelOf } from '../../codes/label-of.ts'
import { activeFilters } from './filters.ts'
import classes from './search-page.module.css'
import type { Search } from './use-search.ts'
import { ValueLabel } from './value-label.tsx'

/** What is being filtered by, each removable. */
export function FilterChips({ search, facets }: { search: Search; facets: FacetsAnswer | undefined }) {
  const active = activeFilters(search.filters)
  if (active.length === 0) return <div className={classes['chips']} />
  return (
    <ul className={classes['chips']} aria-label="Active filters">
      {active.map(({ key, value }) => (
        <li key={`${key}:${value}`}>
          <UnstyledButton className={classes['chip']} onClick={() => search.drop(key, value)}>
            <span className="quiet">{labelOf('filter', key)}</span>
            <span className={classes['chipValue']}>
              <ValueLabel filter={key} value={value} facets={facets} />
            </span>
            <IconX size={13} stroke={1.8} aria-hidden />
            <span className="visually-hidden">, remove this filter</span>
          </UnstyledButton>
        </li>
      ))}
      <li>
        <UnstyledButton className={classes['clear']} onClick={() => search.setFilters({})}>
          Clear all
        </UnstyledButton>
      </li>
    </ul>
  )
}
