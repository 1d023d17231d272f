import { Button, Select, Title } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { requests as requestsQuery, type RequestItem, type RequestsPage as Answer } from '../../api/requests.ts'
import codes from '../../codes/codes.json' with { type: 'json' }
import { formatCount, formatDate } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import type { ListQuery } from '../../api/long-list.ts'
import { FindField } from '../../components/find-field.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Choices } from './choices.tsx'
import { Empty } from './empty.tsx'
import { RequestClock } from './request-clock.tsx'
import { useListSearch } from './use-list-search.ts'

type View = { label: string; query: ListQuery; count?: (counts: Answer['counts']) => number }

/** What one looks at, by its word in the address. */
const views: Record<string, View> = {
  '': { label: 'Waiting', query: { state: 'waiting' }, count: ({ open }) => open },
  overdue: { label: 'Late', query: { state: 'waiting', overdue: 'true' }, count: ({ overdue }) => overdue },
  mine: { label: 'Mine', query: { state: 'waiting', owner: 'me' }, count: ({ mine }) => mine },
  free: { label: 'Nobody’s', query: { state: 'waiting', owner: 'none' }, count: ({ free }) => free },
  closed: { label: 'Closed', query: { state: 'closed' } },
  all: { label: 'All', query: {} },
}
const kinds = Object.entries(codes.request).map(([value, label]) => ({ value, label }))

function Line({ item }: { item: RequestItem }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/operate/requests/$number" params={{ number: item.number }}>
          {item.number}
        </Link>
      </th>
      <td>
        {labelOf('request', item.kind)}
        <div className="quiet">by {labelOf('channel', item.channel).toLowerCase()}</div>
      </td>
      <td>
        <RequestClock item={item} />
      </td>
      <td data-label="Due">
        {formatDate(item.due)}
        {item.extended ? <div className="quiet">extended</div> : null}
      </td>
      <td data-label="Received">{formatDate(item.received)}</td>
      <td>{item.mine ? 'You' : item.owner === null ? <span className="quiet">nobody yet</span> : 'A colleague'}</td>
    </tr>
  )
}

function List({ items }: { items: RequestItem[] }) {
  return (
    <section className={`${page['card']} ${page['scroll']}`} aria-label="Requests">
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead>
          <tr>
            {['Number', 'Asks for', 'Clock', 'Due', 'Received', 'Taken by'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Line key={item.number} item={item} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What listed people ask for, what is due first on top. */
export function RequestsPage() {
  const [search, setSearch] = useListSearch()
  const chosen = views[search.state ?? ''] === undefined ? '' : (search.state ?? '')
  const view = views[chosen] ?? { label: '', query: {} }
  const list = useInfiniteQuery(requestsQuery({ ...view.query, kind: search.kind, q: search.q }))
  const counts = list.data?.pages[0]?.counts
  useTitle('Requests')
  const isNarrowed = search.q !== undefined || search.kind !== undefined || chosen !== ''
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Requests</Title>
        <Button
          renderRoot={(root) => <Link to="/operate/requests/telephone" {...root} />}
          leftSection={<IconPhone size={16} stroke={1.8} aria-hidden />}
        >
          Somebody is on the telephone
        </Button>
      </div>
      <Choices
        label="Which"
        value={chosen}
        choices={Object.entries(views).map(([value, { label, count }]) => ({
          value,
          label,
          ...(count === undefined || counts === undefined ? {} : { note: formatCount(count(counts)) }),
        }))}
        onChoose={(state) => setSearch({ state })}
      />
      <div className={page['filters']}>
        <FindField label="Number, or its end" value={search.q ?? ''} onFind={(q) => setSearch({ q })} />
        <Select
          aria-label="Kind"
          placeholder="Every kind"
          data={kinds}
          value={search.kind ?? null}
          clearable
          clearButtonProps={{ 'aria-label': 'Every kind' }}
          onChange={(kind) => setSearch({ kind: kind ?? '' })}
        />
      </div>
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          return items.length === 0 ? (
            <Empty
              text="Nobody waits for an answer. What listed people ask for, by the web, by mail or by telephone, comes here."
              onClear={isNarrowed ? () => setSearch({ q: '', kind: '', state: '' }) : undefined}
            />
          ) : (
            <List items={items} />
          )
        }}
      </Shown>
      <More list={list} />
    </div>
  )
}
