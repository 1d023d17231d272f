import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Asks for the address to which the way to a new password goes. */
export function ForgottenPage({ values = {}, errors = {}, error = null }: Pages['forgotten']) {
  return (
    <Page
      title="A new password"
      lead="Tell us your address, and we send you a link by which you set a new password."
      mistakes={error !== null || errors['email'] !== undefined}
    >
      <ErrorSummary error={error} mistakes={[{ name: 'email', label: 'E-mail address', error: errors['email'] }]} />
      <Form action="/forgotten" submit="Send me the link">
        <Field
          name="email"
          type="email"
          label="E-mail address"
          why="The one you sign in with."
          required
          value={values['email']}
          error={errors['email']}
          autoComplete="username"
        />
      </Form>
      <p>
        <a href="/sign-in">Back to signing in</a>
      </p>
    </Page>
  )
}
