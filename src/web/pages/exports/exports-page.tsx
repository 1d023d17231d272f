import { Anchor, Button, Progress, Title } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { exportsList, type ExportItem } from '../../api/exports.ts'
import { post, remove } from '../../api/request.ts'
import { formatCount, formatDate } from '../../codes/format.ts'
import { ExportButton } from '../../components/export-button.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'
import { timeLeft } from './time-left.ts'

const stateWords: Record<ExportItem['state'], string> = {
  waiting: 'Waits for its turn',
  running: 'Being written',
  done: 'Ready',
  failed: 'Failed',
  cancelled: 'Cancelled',
  expired: 'File removed',
}

function Running({ item, now }: { item: ExportItem; now: number }) {
  const share = item.total === 0 ? 0 : (100 * item.done) / item.total
  return (
    <>
      <Progress value={share} aria-label="How far the export is" />
      <p className="quiet tabular">
        {formatCount(item.done)} of {formatCount(item.total)} · {timeLeft(item, now)}
      </p>
    </>
  )
}

function Ready({ item }: { item: ExportItem }) {
  return (
    <>
      <Anchor href={`/v1/exports/${item.id}/file`} download>
        Download CSV
      </Anchor>{' '}
      ·{' '}
      <Anchor href={`/v1/exports/${item.id}/manifest`} target="_blank">
        Manifest
      </Anchor>
      <p className="quiet">{item.expires === null ? '' : `until ${formatDate(item.expires)}`}</p>
    </>
  )
}

function State({ item, now }: { item: ExportItem; now: number }) {
  if (item.state === 'running' || item.state === 'waiting') return <Running item={item} now={now} />
  if (item.state === 'done') return <Ready item={item} />
  return (
    <>
      {stateWords[item.state]}
      {item.error === null ? null : <p className="quiet">{item.error}</p>}
    </>
  )
}

function ExportTable({ items, now }: { items: ExportItem[]; now: number }) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: ({ id, state }: ExportItem) =>
      state === 'done' ? remove(`/v1/exports/${id}`) : post(`/v1/exports/${id}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: ['/v1/exports'] }),
  })
  return (
    <>
      <Trouble error={change.error} />
      <table className={page['table']}>
        <thead>
          <tr>
            <th scope="col">Ordered</th>
            <th scope="col">People</th>
            <th scope="col">File</th>
            <th scope="col">
              <span className="visually-hidden">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className="tabular">{formatDate(item.created)}</td>
              <td className="tabular">{formatCount(item.total)}</td>
              <td>
                <State item={item} now={now} />
              </td>
              <td>
                {['waiting', 'running', 'done'].includes(item.state) ? (
                  <Button size="xs" variant="default" onClick={() => change.mutate(item)}>
                    {item.state === 'done' ? 'Remove file' : 'Cancel'}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Exports of one's organisation: those being written with their progress, and the files to fetch. */
export function ExportsPage() {
  const list = useInfiniteQuery(exportsList())
  useTitle('Exports')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Exports</Title>
        <ExportButton wish={{ owned: true }}>Export all unlocked people</ExportButton>
      </div>
      <p className="quiet">
        People who have stopped the sale of their data are left out, also of a file that is fetched later. Files stay
        for 30 days.
      </p>
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          return items.length === 0 ? (
            <section className={page['card']}>
              <div className={page['empty']}>
                <p>No exports yet</p>
                <p>
                  Select people in the{' '}
                  <Link className={page['link']} to="/search">
                    search
                  </Link>
                  , unlock them, and export them; or export all that you have unlocked.
                </p>
              </div>
            </section>
          ) : (
            <section className={page['card']} aria-label="All exports">
              <ExportTable items={items} now={list.dataUpdatedAt} />
            </section>
          )
        }}
      </Shown>
      <More list={list} />
    </div>
  )
}
