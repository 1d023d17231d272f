import { AccountFields, mistakesOf } from './account-fields.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

const fields = ['name', 'email', 'organisation', 'password', 'terms'] as const

/** Opens an account for an organisation. */
export function SignUpPage(props: Pages['sign-up']) {
  const mistakes = mistakesOf([...fields], props)
  const wrong = Boolean(props.error) || mistakes.some(({ error }) => error)
  return (
    <Page
      title="Open an account"
      lead="For you and your organisation. Looking around costs nothing; nothing is bought by signing up."
      mistakes={wrong}
      listed
    >
      <ErrorSummary error={props.error} mistakes={mistakes} />
      <Form action="/sign-up" submit="Open the account">
        <AccountFields {...props} fields={[...fields]} />
      </Form>
      <p className="small quiet">
        What you give here is used for your account and for writing to you about it. It is never sold, rented or shared,
        and never enters the contact database.
      </p>
      <p>
        You have an account? <a href="/sign-in">Sign in</a>
      </p>
    </Page>
  )
}
