import { Button, Skeleton, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EditionSummary } from '../../../modules/editions/index.ts'
import { editions as editionsQuery } from '../../api/queries.ts'
import { useBuild } from '../../api/use-build.ts'
import { formatCount, formatMoment, formatSeconds, formatShare } from '../../codes/format.ts'
import { BuildProgress } from '../../components/build-progress.tsx'
import { Delta, PointsDelta } from '../../components/delta.tsx'
import { Failure } from '../../components/failure.tsx'
import page from '../../components/page.module.css'
import { useTitle } from '../../components/use-title.ts'
import { completenessOf } from './completeness-of.ts'
import { ServeNotice } from './serve-notice.tsx'
import { useServe } from './use-serve.ts'

type LineProps = {
  edition: EditionSummary
  before: EditionSummary | undefined
  serving: string | null
  serve: ReturnType<typeof useServe>
}

function Share({
  field,
  edition,
  before,
}: {
  field: string
  edition: EditionSummary
  before: EditionSummary | undefined
}) {
  const now = completenessOf(edition.quality)[field]
  if (now === undefined) return '–'
  return (
    <>
      {formatShare(now)}
      <PointsDelta now={now} before={before === undefined ? undefined : completenessOf(before.quality)[field]} />
    </>
  )
}

function Line({ edition, before, serving, serve }: LineProps) {
  const isServed = edition.edition === serving
  return (
    <tr>
      <th scope="row">
        <Link to="/editions/$edition" params={{ edition: edition.edition }}>
          {edition.edition}
        </Link>
        <div className="quiet">{formatMoment(edition.created)}</div>
      </th>
      <td>
        {isServed ? (
          <span className={page['badge']} data-tone="good">
            <IconCircleCheck size={13} stroke={2} aria-hidden /> Serving
          </span>
        ) : (
          <Button
            size="xs"
            variant="default"
            aria-label={`Serve ${edition.edition}`}
            disabled={serve.isPending}
            onClick={() => serve.mutate({ edition: edition.edition, before: serving })}
          >
            {serving !== null && edition.edition < serving ? 'Roll back to it' : 'Serve it'}
          </Button>
        )}
      </td>
      <td className={page['number']} data-label="Records">
        {edition.records === null ? '–' : formatCount(edition.records)}
        <div className="quiet">
          {edition.sample ? 'sample world' : `${formatCount(edition.rejected ?? 0)} rejected`}
        </div>
      </td>
      <td className={page['number']} data-label="Contacts">
        {formatCount(edition.contacts)}
        <Delta now={edition.contacts} before={before?.contacts} />
      </td>
      <td className={page['number']} data-label="Companies">
        {formatCount(edition.companies)}
        <Delta now={edition.companies} before={before?.companies} />
      </td>
      <td className={page['number']} data-label="With e-mail">
        <Share field="email" edition={edition} before={before} />
      </td>
      <td className={page['number']} data-label="With phone">
        <Share field="phone" edition={edition} before={before} />
      </td>
      <td className={page['number']} data-label="Built in">
        {edition.seconds === null ? '–' : formatSeconds(edition.seconds)}
      </td>
    </tr>
  )
}

/** Every edition on a line, each against the one before, and the build under way. */
export function EditionsPage() {
  const { data, error, refetch } = useQuery(editionsQuery())
  const build = useBuild()
  const serve = useServe()
  useTitle('Editions')
  const items = data?.items ?? []
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Editions</Title>
        <Button component={Link} to="/add" variant="default">
          Add data
        </Button>
      </div>
      <p className={page['lead']}>
        The database is built, not edited: each build makes an edition that never changes, so the one before is always
        there to go back to.
      </p>
      {build?.state === 'running' ? <BuildProgress build={build} /> : null}
      <ServeNotice serve={serve} />
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <Skeleton h={160} /> : null}
      {data !== undefined && items.length === 0 ? (
        <section className={page['card']}>
          <div className={page['inside']}>
            No edition has been built yet.{' '}
            <Link className={page['link']} to="/add">
              Add data
            </Link>{' '}
            to build the first.
          </div>
        </section>
      ) : null}
      {items.length === 0 ? null : (
        <section className={`${page['card']} ${page['scroll']}`} aria-label="All editions">
          <table className={`${page['table']} ${page['cards']}`}>
            <thead>
              <tr>
                <th scope="col">Edition</th>
                <th scope="col">State</th>
                {['Records', 'Contacts', 'Companies', 'With e-mail', 'With phone', 'Built in'].map((label) => (
                  <th key={label} scope="col" className={page['number']}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((edition, at) => (
                <Line
                  key={edition.edition}
                  edition={edition}
                  before={items[at + 1]}
                  serving={data?.serving ?? null}
                  serve={serve}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}
