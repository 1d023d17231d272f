import { Checkbox } from './checkbox.tsx'
import { Day } from './day.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'
import { PolicyLinks } from './policy-links.tsx'

/** What changed since the person last agreed, and the tick that records that they do so again. */
export function AcceptancePage({ policies, errors = {}, error = null, action, next }: Pages['acceptance']) {
  return (
    <Page
      title="Something changed that you agreed to"
      lead="Before you go on: please look at what is new. We record which version you agree to, and when."
      mistakes={error !== null || errors['accept'] !== undefined}
    >
      <ErrorSummary error={error} mistakes={[{ name: 'accept', label: 'Policies', error: errors['accept'] }]} />
      <ul className="ways one">
        {policies.map(({ title, version, effective, summary, href, difference }) => (
          <li key={href}>
            <h2>{title}</h2>
            <p>{summary}</p>
            <p className="small">
              Version {version}, holds since <Day date={effective} />.{' '}
              {difference ? (
                <>
                  <a href={difference}>What changed</a> ·{' '}
                </>
              ) : null}
              <a href={href}>Read it in full</a>
            </p>
          </li>
        ))}
      </ul>
      <Form action={action} submit="Agree and go on" hidden={{ next }}>
        <Checkbox name="accept" error={errors['accept']}>
          I have read and agree to <PolicyLinks policies={policies} />.
        </Checkbox>
      </Form>
      <p className="quiet small">
        You do not agree? <a href="/contact">Talk to us</a>: your data stays yours, and we close the account when you
        ask.
      </p>
    </Page>
  )
}
