import { Coming } from './coming.tsx'
import { Day } from './day.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Every policy with what holds now and what comes. */
export function PoliciesPage({ items }: Pages['policies']) {
  return (
    <Page
      title="Policies"
      lead="What we do with data, and what we ask of you. Every version stays here, with what changed. What changes is announced before it holds."
      listed
    >
      {items.length === 0 ? <p>There is none yet.</p> : null}
      <ul className="ways one">
        {items.map((policy) => (
          <li key={policy.href}>
            <h2>
              <a href={policy.href}>{policy.title}</a>
            </h2>
            <p>{policy.about}</p>
            <p className="small">
              Version {policy.version}, holds since <Day date={policy.effective} />
            </p>
            {policy.coming ? <Coming policy={policy.coming} /> : null}
          </li>
        ))}
      </ul>
    </Page>
  )
}
