import { AccountFields, mistakesOf } from './account-fields.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Sets a new password, by the link of a mail. */
export function NewPasswordPage(props: Pages['new-password']) {
  const mistakes = mistakesOf(['password'], props)
  return (
    <Page
      title="Choose a new password"
      lead="It holds at once. All your other sessions end, in case somebody else knew the old one."
      mistakes={Boolean(props.error) || mistakes.some(({ error }) => error)}
    >
      <ErrorSummary error={props.error} mistakes={mistakes} />
      <Form action={props.action} submit="Set the password" hidden={{ token: props.token }}>
        <AccountFields {...props} fields={['password']} />
      </Form>
    </Page>
  )
}
