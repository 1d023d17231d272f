import { Day } from './day.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages, PolicyVersion } from './pages.ts'

/** A policy in one version, and the list of all its versions. */
export function PolicyPage({ title, version, effective, state, html, versions }: Pages['policy']) {
  const current = versions.find((each) => each.state === 'current')
  return (
    <Page title={title} listed={state === 'current'}>
      <p className="quiet">
        Version {version}, {state === 'past' ? 'held from' : state === 'coming' ? 'will hold from' : 'holds since'}{' '}
        <Day date={effective} />
      </p>
      {state !== 'current' ? (
        <Notice
          tone="warning"
          title={state === 'past' ? 'This is an earlier version' : 'This version does not hold yet'}
        >
          {current ? (
            <p>
              <a href={current.href}>Read the one that holds now</a>
            </p>
          ) : null}
        </Notice>
      ) : null}
      <article className="text" dangerouslySetInnerHTML={{ __html: html }} />
      <h2>All versions</h2>
      <ul className="rows">
        {versions.map((each) => (
          <Version key={each.version} {...each} shown={each.version === version} />
        ))}
      </ul>
    </Page>
  )
}

const states: Record<PolicyVersion['state'], string> = { coming: 'coming', current: 'holds now', past: '' }

function Version({ version, effective, state, summary, href, difference, shown }: PolicyVersion & { shown: boolean }) {
  return (
    <li>
      <p>
        {shown ? <strong>Version {version}</strong> : <a href={href}>Version {version}</a>}, <Day date={effective} />
        {states[state] ? <span className="badge">{states[state]}</span> : null}
      </p>
      <p className="quiet small">
        {summary} {difference ? <a href={difference}>What changed in version {version}</a> : null}
      </p>
    </li>
  )
}
