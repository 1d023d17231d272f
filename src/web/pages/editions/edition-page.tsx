import { Button, Skeleton, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { editions as editionsQuery, manifest as manifestQuery } from '../../api/queries.ts'
import { formatCount, formatDate, formatMoment, formatSeconds } from '../../codes/format.ts'
import { Delta } from '../../components/delta.tsx'
import { Failure } from '../../components/failure.tsx'
import page from '../../components/page.module.css'
import { useTitle } from '../../components/use-title.ts'
import { Completeness } from './completeness.tsx'
import { completenessOf } from './completeness-of.ts'
import { Difference } from './difference.tsx'
import { Proof } from './proof.tsx'
import { reliabilityOf } from './reliability-of.ts'
import { Reliability } from './reliability.tsx'
import { Rejects } from './rejects.tsx'
import { ServeNotice } from './serve-notice.tsx'
import { StepTimes } from './step-times.tsx'
import { ValueDictionary } from './value-dictionary.tsx'
import { useServe } from './use-serve.ts'

const FlowChart = lazy(async () => ({ default: (await import('./flow-chart.tsx')).FlowChart }))
const route = getRouteApi('/editions/$edition')

/** One edition: what the build did, how complete it is, what changed, what was rejected; publish and roll back. */
export function EditionPage() {
  const { edition } = route.useParams()
  const { data, error, refetch } = useQuery(manifestQuery(edition))
  const { data: list } = useQuery(editionsQuery())
  const serve = useServe()
  useTitle(`Edition ${edition}`)
  if (error !== null && data === undefined) return <Failure isPage error={error} retry={() => void refetch()} />
  if (data === undefined || list === undefined) return <Skeleton m="xl" h={240} w="auto" />

  const at = list.items.findIndex((item) => item.edition === edition)
  const before = at < 0 ? undefined : list.items[at + 1]
  const isServed = list.serving === edition
  const report = data.report ?? {}
  const rows = (name: string) => data.tables.find((table) => table.name === name)?.rows ?? 0
  const completeness = report.completeness ?? completenessOf(data.quality)
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Edition {edition}</Title>
        {data.sample === true ? <span className={page['badge']}>Sample world</span> : null}
        {isServed ? (
          <span className={page['badge']} data-tone="good">
            <IconCircleCheck size={13} stroke={2} aria-hidden /> Serving
          </span>
        ) : (
          <Button loading={serve.isPending} onClick={() => serve.mutate({ edition, before: list.serving })}>
            {list.serving !== null && edition < list.serving ? 'Roll back to this edition' : 'Serve this edition'}
          </Button>
        )}
      </div>
      <p className={page['lead']}>
        Built {formatMoment(data.created)}
        {data.asOf ? `, as of ${formatDate(data.asOf)}` : ''}
        {report.seconds === undefined ? '' : `, in ${formatSeconds(report.seconds)}`}.{' '}
        <Link className={page['link']} to="/editions">
          All editions
        </Link>
      </p>
      <ServeNotice serve={serve} />
      <dl className={page['figures']}>
        <div>
          <dt>Records</dt>
          <dd>
            {formatCount(data.inputs.rows)}
            <Delta now={data.inputs.rows} before={before?.records} />
          </dd>
        </div>
        <div>
          <dt>Contacts</dt>
          <dd>
            {formatCount(rows('contacts'))}
            <Delta now={rows('contacts')} before={before?.contacts} />
          </dd>
        </div>
        <div>
          <dt>Companies</dt>
          <dd>
            {formatCount(rows('companies'))}
            <Delta now={rows('companies')} before={before?.companies} />
          </dd>
        </div>
        <div>
          <dt>Duplicates merged</dt>
          <dd>{report.duplicates === undefined ? '–' : formatCount(report.duplicates)}</dd>
        </div>
        <div>
          <dt>Rejected</dt>
          <dd>{report.rejected === undefined ? '–' : formatCount(report.rejected)}</dd>
        </div>
      </dl>
      {(report.notices ?? []).length + (report.dropped ?? []).length === 0 ? null : (
        <div className={page['status']}>
          {[
            ...(report.notices ?? []),
            ...((report.dropped ?? []).length > 0 && (report.notices ?? []).length === 0
              ? [`Left out, as Fairlist never holds it: ${(report.dropped ?? []).join(', ')}.`]
              : []),
          ].join(' ')}
        </div>
      )}
      {report.contacts === undefined ? null : (
        <Suspense fallback={<Skeleton h={280} mb="md" />}>
          <FlowChart report={report} />
        </Suspense>
      )}
      <div className={page['pair']}>
        <Completeness now={completeness} before={before === undefined ? undefined : completenessOf(before.quality)} />
        <StepTimes steps={report.steps ?? []} />
      </div>
      <Reliability measured={reliabilityOf(data.quality)} />
      <ValueDictionary values={report.values ?? []} />
      {before === undefined ? null : <Difference edition={edition} before={before.edition} />}
      <Rejects reasons={report.reasons ?? {}} />
      <Proof manifest={data} />
    </div>
  )
}
