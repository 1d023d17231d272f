import { TextInput, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { auditEvents, type AuditEvent } from '../../api/operate.ts'
import { formatMoment } from '../../codes/format.ts'
import { shortenIds } from '../../codes/shorten-ids.ts'
import { FindField } from '../../components/find-field.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Empty } from './empty.tsx'
import type { ListSearch } from './list-search.ts'
import classes from './operate.module.css'
import { useListSearch } from './use-list-search.ts'

const DAY_MS = 86_400_000
const nothing: ListSearch = { actor: '', action: '', subject: '', from: '', to: '' }

/** Both days are meant as a whole, in UTC; the answer ends before the day after the last. */
function spanOf({ from, to }: ListSearch): { from?: string; to?: string } {
  const after = to === undefined || to === '' ? Number.NaN : Date.parse(to) + DAY_MS
  return {
    ...(from === undefined || from === '' ? {} : { from: `${from}T00:00:00Z` }),
    ...(Number.isNaN(after) ? {} : { to: new Date(after).toISOString() }),
  }
}

function Detail({ detail }: { detail: AuditEvent['detail'] }) {
  const entries = Object.entries(detail)
  if (entries.length === 0) return null
  return (
    <p className={classes['detail']}>
      {entries
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? shortenIds(value) : JSON.stringify(value)}`)
        .join(' · ')}
    </p>
  )
}

/** A part of a row that narrows the list to its like. */
function Narrow({ text, label, onNarrow }: { text: string; label: string; onNarrow: (text: string) => void }) {
  return (
    <button
      type="button"
      className={classes['narrow']}
      aria-label={`${label} ${shortenIds(text)}`}
      title={text}
      onClick={() => onNarrow(text)}
    >
      {shortenIds(text)}
    </button>
  )
}

function Line({ event, onNarrow }: { event: AuditEvent; onNarrow: (change: ListSearch) => void }) {
  return (
    <tr>
      <th scope="row" className={classes['when']}>
        {formatMoment(event.at)}
      </th>
      <td>
        <Narrow text={event.actor} label="Only by" onNarrow={(actor) => onNarrow({ actor })} />
      </td>
      <td>
        <Narrow text={event.action} label="Only" onNarrow={(action) => onNarrow({ action })} />
        <Detail detail={event.detail} />
      </td>
      <td>
        <Narrow text={event.subject} label="Only about" onNarrow={(subject) => onNarrow({ subject })} />
      </td>
    </tr>
  )
}

/** What was done by staff and by the instance itself, by whom, to what, when. Rows are never changed or removed. */
export function AuditPage() {
  const [search, setSearch] = useListSearch()
  const { actor, action, subject } = search
  const list = useInfiniteQuery(auditEvents({ actor, action, subject, ...spanOf(search) }))
  useTitle('Audit')
  const isNarrowed = Object.keys(nothing).some((name) => search[name as keyof ListSearch] !== undefined)
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Audit</Title>
      </div>
      <p className={page['lead']}>
        What was done, by whom, to what. Rows are only ever added. Click a part of a row to see only its like.
      </p>
      <div className={`${page['filters']} ${classes['auditFilters']}`}>
        <FindField label="Who" example="user:…" value={actor ?? ''} onFind={(text) => setSearch({ actor: text })} />
        <FindField
          label="Did what"
          example="policy.publish"
          value={action ?? ''}
          onFind={(text) => setSearch({ action: text })}
        />
        <FindField
          label="To what"
          example="organisation"
          value={subject ?? ''}
          onFind={(text) => setSearch({ subject: text })}
        />
        <TextInput
          type="date"
          label="From this day"
          value={search.from ?? ''}
          onChange={(event) => setSearch({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="To this day"
          value={search.to ?? ''}
          onChange={(event) => setSearch({ to: event.currentTarget.value })}
        />
      </div>
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          return items.length === 0 ? (
            <Empty
              text="What staff changes, and what the instance does by itself, leaves a row here."
              onClear={isNarrowed ? () => setSearch(nothing) : undefined}
            />
          ) : (
            <section className={`${page['card']} ${page['scroll']}`} aria-label="Trail">
              <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
                <thead>
                  <tr>
                    {['When', 'Who', 'Did what', 'To what'].map((label) => (
                      <th key={label} scope="col">
                        {label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map((event) => (
                    <Line key={event.id} event={event} onNarrow={setSearch} />
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
