import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { registration as registrationQuery, type LedgerRow, type RegistrationDetail } from '../../api/operate.ts'
import { formatMoment } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { shortenIds } from '../../codes/shorten-ids.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { RegistrationState } from './registration-state.tsx'

function Ledger({ rows }: { rows: LedgerRow[] }) {
  return (
    <section className={page['card']} aria-label="All that this address ever chose">
      <h2>All that this address ever chose</h2>
      {rows.length === 0 ? (
        <div className={page['inside']}>Nothing yet.</div>
      ) : (
        <div className={page['scroll']}>
          <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
            <thead>
              <tr>
                {['When', 'What', 'How', 'From', 'Words shown'].map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{formatMoment(row.at)}</th>
                  <td>
                    {row.given ? 'Yes to ' : 'No to '}
                    {row.topic === '*' ? 'everything' : labelOf('topic', row.topic).toLowerCase()} by{' '}
                    {labelOf('channel', row.channel).toLowerCase()}
                  </td>
                  <td>
                    {labelOf('basis', row.basis)}
                    <div className="quiet" title={row.source}>
                      {shortenIds(row.source)}
                    </div>
                  </td>
                  <td data-label="From">{row.remoteAddress ?? '–'}</td>
                  <td>
                    <div className={page['mono']}>{row.formHash?.slice(0, 12) ?? '–'}</div>
                    <div className="quiet">privacy policy {row.policyVersion}</div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Detail({ found }: { found: RegistrationDetail }) {
  const given = found.fields.filter(({ value }) => value !== '')
  return (
    <>
      <div className={page['head']}>
        <Title order={1}>{found.address}</Title>
        <RegistrationState state={found.state} />
      </div>
      <div className={page['pair']}>
        <section className={page['card']} aria-label={found.label}>
          <h2>{found.label}</h2>
          <dl className={`${page['facts']} ${page['inside']}`}>
            <dt>Asked</dt>
            <dd>{formatMoment(found.created)}</dd>
            <dt>Confirmed</dt>
            <dd>{formatMoment(found.confirmed)}</dd>
            {given.map(({ name, label, value }) => [
              <dt key={`${name}-label`}>{label}</dt>,
              <dd key={name}>{value}</dd>,
            ])}
          </dl>
        </section>
        <section className={page['card']} aria-label="What holds now">
          <h2>What holds now</h2>
          <div className={page['inside']}>
            {found.allowed.length === 0 ? (
              <p>Nothing may be sent but what they ask for.</p>
            ) : (
              <ul className={page['sentences']}>
                {found.allowed.map(({ channel, topic }) => (
                  <li key={`${channel} ${topic}`}>
                    {labelOf('topic', topic)} by {labelOf('channel', channel).toLowerCase()}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </section>
      </div>
      <Ledger rows={found.ledger} />
    </>
  )
}

/** One registration, and everything that its address ever agreed to or took back. */
export function RegistrationPage() {
  const { registration } = useParams({ from: '/operate/registrations/$registration' })
  const query = useQuery(registrationQuery(registration))
  useTitle('Registration')
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/operate/registrations">All registrations</Link>
      </p>
      <Shown query={query}>{(found) => <Detail found={found} />}</Shown>
    </div>
  )
}
