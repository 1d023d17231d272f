import { Button, Drawer, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { facets as facetsQuery } from '../../api/queries.ts'
import { formatCount } from '../../codes/format.ts'
import { Failure } from '../../components/failure.tsx'
import { useKeys } from '../../components/use-keys.ts'
import { useRemembered } from '../../components/use-remembered.ts'
import { useTitle } from '../../components/use-title.ts'
import { ColumnMenu, type Density } from './column-menu.tsx'
import { CompanyDrawer } from './company-drawer.tsx'
import { ContactCards } from './contact-cards.tsx'
import { ContactDrawer } from './contact-drawer.tsx'
import { ContactTable } from './contact-table.tsx'
import { EmptyResult } from './empty-result.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { activeFilters } from './filters.ts'
import classes from './search-page.module.css'
import { useColumns } from './use-columns.ts'
import { useTotal } from './use-contact-rows.ts'
import { useSearch, type Search } from './use-search.ts'

const PHONE = '(max-width: 48em)'

function Total({ head }: { head: ReturnType<typeof useTotal> }) {
  return (
    <h1 className={classes['total']} aria-live="polite" data-old={head.isOld || undefined}>
      {head.total === undefined && head.error !== null ? (
        'People'
      ) : head.total === undefined ? (
        <Skeleton component="span" w={120} h={20} display="inline-block" />
      ) : (
        <>
          <span className="tabular">{formatCount(head.total)}</span> {head.total === 1 ? 'person' : 'people'}
        </>
      )}
    </h1>
  )
}

function OpenDrawer({ search }: { search: Search }) {
  const { open } = search.state
  const close = () => search.change({ open: undefined })
  if (open === undefined) return null
  if (open.startsWith('o')) return <CompanyDrawer id={open} search={search} onClose={close} />
  return <ContactDrawer id={open} search={search} onClose={close} />
}

/** Find people: filters with counts, the exact total, every row by scrolling, a drawer for each. */
export function SearchPage() {
  const search = useSearch()
  const { filters, sort } = search
  const isPhone = useMediaQuery(PHONE, window.matchMedia(PHONE).matches, { getInitialValueInEffect: false })
  const [density, setDensity] = useRemembered<Density>('density', 'comfortable')
  const [sheet, setSheet] = useState(false)
  const choice = useColumns(search)
  const head = useTotal(filters, sort)
  const { data: facets } = useQuery({ ...facetsQuery(filters), placeholderData: keepPreviousData })
  const nameField = useRef<HTMLInputElement>(null)
  useTitle(head.total === undefined ? 'Search' : `${formatCount(head.total)} people`)
  useKeys({
    '/': (event) => {
      event.preventDefault()
      nameField.current?.focus()
    },
    f: () => document.querySelector<HTMLElement>('#filters input[type=checkbox]')?.focus(),
  })

  const panel = <FilterPanel search={search} facets={facets} nameRef={nameField} />
  const Rows = isPhone ? ContactCards : ContactTable
  const active = activeFilters(filters).length
  return (
    <div className={classes['page']}>
      {isPhone ? (
        <Drawer
          opened={sheet}
          onClose={() => setSheet(false)}
          position="bottom"
          size="85%"
          title="Filters"
          padding={0}
          classNames={{ header: classes['sheetHead'] ?? '' }}
        >
          {panel}
          <div className={classes['sheetEnd']}>
            <Button fullWidth size="md" onClick={() => setSheet(false)}>
              Show {formatCount(head.total ?? 0)} people
            </Button>
          </div>
        </Drawer>
      ) : (
        <section id="filters" className={classes['filters']} aria-label="Filters">
          {panel}
        </section>
      )}
      <section className={classes['results']} aria-label="Results">
        <div className={classes['bar']}>
          <Total head={head} />
          {isPhone ? null : <FilterChips search={search} facets={facets} />}
          {isPhone ? (
            <Button variant="default" size="xs" leftSection={<IconFilter size={15} />} onClick={() => setSheet(true)}>
              Filters{active === 0 ? '' : ` (${active})`}
            </Button>
          ) : (
            <ColumnMenu choice={choice} density={density} onDensity={setDensity} />
          )}
        </div>
        {isPhone && active > 0 ? <FilterChips search={search} facets={facets} /> : null}
        {head.error !== null && head.total === undefined ? (
          <Failure error={head.error} retry={() => void head.retry()} />
        ) : head.total === 0 && !head.isOld ? (
          <EmptyResult search={search} facets={facets} />
        ) : (
          <Rows search={search} head={head} choice={choice} density={density} />
        )}
        <OpenDrawer search={search} />
      </section>
    </div>
  )
}
