import type { Ref } from 'react'
import type { FacetsAnswer } from '../../../modules/search/index.ts'
import { ChoiceFilter } from './choice-filter.tsx'
import type { ChoiceKey } from './filters.ts'
import classes from './filter-panel.module.css'
import type { Search } from './use-search.ts'
import { WordFilter } from './word-filter.tsx'

const order: ChoiceKey[] = ['level', 'function', 'has', 'company', 'industry', 'country', 'region', 'city']
const openAtFirst = new Set<ChoiceKey>(['level', 'function', 'has', 'country'])

/** All filters, with counts beside each value. */
export function FilterPanel({
  search,
  facets,
  nameRef,
}: {
  search: Search
  facets: FacetsAnswer | undefined
  nameRef?: Ref<HTMLInputElement>
}) {
  const { filters, setWords, toggle } = search
  return (
    <div className={classes['panel']}>
      <WordFilter
        filter="name"
        placeholder="Any word of the name"
        value={filters.name?.join(' ') ?? ''}
        onChange={(text) => setWords('name', text)}
        {...(nameRef === undefined ? {} : { inputRef: nameRef })}
      />
      <WordFilter
        filter="title"
        placeholder="Words, such as sales dir"
        value={filters.title?.join(' ') ?? ''}
        onChange={(text) => setWords('title', text)}
      />
      {order.map((key) => (
        <ChoiceFilter
          key={key}
          filter={key}
          chosen={filters[key] ?? []}
          facets={facets}
          onToggle={(value) => toggle(key, value)}
          openAtFirst={openAtFirst.has(key)}
        />
      ))}
    </div>
  )
}
