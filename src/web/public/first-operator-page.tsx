import { AccountFields, mistakesOf } from './account-fields.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Form } from './form.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

const fields = ['name', 'email', 'organisation', 'password'] as const

/** Makes the first operator of an instance that nobody runs yet. */
export function FirstOperatorPage(props: Pages['first-operator']) {
  const mistakes = mistakesOf([...fields], props)
  return (
    <Page
      title="Make yourself the operator"
      lead="Nobody runs this instance yet. The operator loads data, publishes editions, and looks after accounts, mail and policies."
      mistakes={Boolean(props.error) || mistakes.some(({ error }) => error)}
    >
      <ErrorSummary error={props.error} mistakes={mistakes} />
      <Notice tone="plain" title="What changes with this">
        <p>
          Until now everybody on this computer may do everything, and nobody else can reach the instance. From then on
          people sign in, and you may open it to others.
        </p>
      </Notice>
      <Form action="/first-operator" submit="Become the operator">
        <AccountFields {...props} fields={[...fields]} />
      </Form>
      <p className="quiet small">
        The same on the command line: <code>fairlist operator create</code>
      </p>
    </Page>
  )
}
