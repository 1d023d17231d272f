import { Button, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { policies as policiesQuery, type Policy, type PolicyVersion } from '../../api/operate.ts'
import { formatCount, formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import classes from './operate.module.css'

const states: Record<PolicyVersion['state'], { label: string; tone?: string }> = {
  coming: { label: 'Coming', tone: 'warn' },
  current: { label: 'Holds now', tone: 'good' },
  past: { label: 'Past' },
}

function announcement({ version, material, announced, notices }: PolicyVersion): string {
  if (!material || version === 1) return 'not needed'
  return announced === null ? 'being written' : `${formatCount(notices)} mails`
}

function VersionLine({ version, policy }: { version: PolicyVersion; policy: Policy }) {
  const { label, tone } = states[version.state]
  const before = version.version - 1
  return (
    <tr>
      <th scope="row">
        <a href={`/policies/${policy.kind}/${version.version}`}>Version {version.version}</a>
        <div className="quiet">{version.summary}</div>
        {before < 1 ? null : (
          <a href={`/policies/${policy.kind}/diff/${before}/${version.version}`}>What changed from version {before}</a>
        )}
      </th>
      <td>
        <span className={page['badge']} data-tone={tone}>
          {label}
        </span>
      </td>
      <td data-label="Holds from">{formatDate(version.effective)}</td>
      <td data-label="Announced">{announcement(version)}</td>
      <td className={page['number']} data-label="Agreed">
        {policy.accepted ? formatCount(version.acceptances) : '–'}
      </td>
    </tr>
  )
}

function PolicyCard({ policy }: { policy: Policy }) {
  return (
    <section className={page['card']} aria-label={policy.title}>
      <div className={page['cardHead']}>
        <h2>{policy.title}</h2>
        <Button
          renderRoot={(root) => <Link to="/operate/policies/$policy" params={{ policy: policy.kind }} {...root} />}
          size="xs"
          variant="default"
          aria-label={`Write a new version of: ${policy.title}`}
        >
          Write a new version
        </Button>
      </div>
      <div className={classes['about']}>
        <span className="quiet">
          {policy.about} {policy.accepted ? 'Users agree to it.' : 'It informs; nobody is asked to agree.'}
        </span>
        {policy.blanks.length === 0 ? null : (
          <p className={classes['blanks']}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden /> Still to be filled in: {policy.blanks.join(', ')}
          </p>
        )}
      </div>
      <table className={`${page['table']} ${page['cards']}`}>
        <thead>
          <tr>
            {['Version', 'State', 'Holds from', 'Announced'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th scope="col" className={page['number']}>
              Agreed
            </th>
          </tr>
        </thead>
        <tbody>
          {policy.versions.map((version) => (
            <VersionLine key={version.version} version={version} policy={policy} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Every policy with its versions: what holds, what comes, who was told and who agreed. */
export function PoliciesPage() {
  const query = useQuery(policiesQuery())
  useTitle('Policies')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Policies</Title>
      </div>
      <Shown query={query}>
        {({ noticeDays, items }) => (
          <>
            <p className={page['lead']}>
              A version that is published never changes; a new one takes its place on its day. A change of rights or
              duties is announced by mail at least {noticeDays} days before.
            </p>
            {items.map((policy) => (
              <PolicyCard key={policy.kind} policy={policy} />
            ))}
          </>
        )}
      </Shown>
    </div>
  )
}
