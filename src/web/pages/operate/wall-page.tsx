import { Title } from '@mantine/core'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { wall as wallQuery, type WallStatus } from '../../api/operate.ts'
import { formatBytes, formatCount, formatMoment } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Empty } from './empty.tsx'

function Findings({ findings }: Pick<WallStatus, 'findings'>) {
  return (
    <section className={page['card']} aria-label="Found on the wrong side">
      <h2>Found on the wrong side</h2>
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Canaries</th>
            <th scope="col">First found</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ place, found, canaries }) => (
            <tr key={place}>
              <th scope="row" className={page['mono']}>
                {place}
              </th>
              <td data-label="Canaries">{formatCount(canaries)}</td>
              <td data-label="First found">{formatMoment(found)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Watches({ watches }: Pick<WallStatus, 'watches'>) {
  if (watches.length === 0) return <Empty text="The first round of the watch is still to come." />
  return (
    <section className={page['card']} aria-label="Rounds of the watch">
      <h2>Rounds of the watch</h2>
      <table className={`${page['table']} ${page['cards']}`}>
        <thead>
          <tr>
            <th scope="col">When</th>
            {['Canaries', 'Files', 'Read', 'Found'].map((label) => (
              <th key={label} scope="col" className={page['number']}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {watches.map(({ at, canaries, files, bytes, found }) => (
            <tr key={at}>
              <th scope="row">{formatMoment(at)}</th>
              <td className={page['number']} data-label="Canaries">
                {formatCount(canaries)}
              </td>
              <td className={page['number']} data-label="Files">
                {formatCount(files)}
              </td>
              <td className={page['number']} data-label="Read">
                {formatBytes(bytes)}
              </td>
              <td className={page['number']} data-label="Found">
                {formatCount(found)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Verdict({ canaries, watches, findings }: WallStatus) {
  const places = findings.length
  const [last] = watches
  return (
    <div className={page['status']} role="status">
      {places === 0 ? (
        <IconShieldCheck size={20} stroke={1.8} aria-hidden />
      ) : (
        <IconShieldX size={20} stroke={1.8} aria-hidden color="var(--fl-bad)" />
      )}
      <span>
        <strong>
          {places === 0
            ? 'The wall stands.'
            : `Registration data was found in ${places === 1 ? '1 place' : `${places} places`}.`}
        </strong>{' '}
        {formatCount(canaries)} made-up registrations of nobody are planted
        {last === undefined ? '.' : `; the last look for them was ${formatMoment(last.at)}.`}
      </span>
    </div>
  )
}

/** Whether registration data stays on its side: the canaries that were planted, and where any of them turned up. */
export function WallPage() {
  const query = useQuery(wallQuery())
  useTitle('Wall')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Wall</Title>
      </div>
      <p className={page['lead']}>
        Who registers is never part of the contact database. To know it rather than believe it, made-up registrations
        are planted, and everything on the other side is searched for them.
      </p>
      <Shown query={query}>
        {(status) => (
          <>
            <Verdict {...status} />
            {status.findings.length === 0 ? null : <Findings findings={status.findings} />}
            <Watches watches={status.watches} />
          </>
        )}
      </Shown>
    </div>
  )
}
