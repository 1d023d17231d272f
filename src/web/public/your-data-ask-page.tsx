import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Asks for what is held under an address: the answer goes there. */
export function YourDataAskPage({ values, errors }: Pages['your-data-ask']) {
  const { email } = errors
  return (
    <Page
      title="What do you hold about me?"
      lead="Every field, since when, how sure we are, what kind of source it came from, and who received it. We send a link to your address, so that nobody but you sees it."
      mistakes={Boolean(email)}
      listed
    >
      <ErrorSummary mistakes={[{ name: 'email', label: 'Work e-mail address', error: email }]} />
      <Form action="/your-data" submit="Send me the link">
        <Field
          name="email"
          label="Work e-mail address"
          why="The link goes there, whether anything is held or not."
          type="email"
          value={values['email']}
          error={email}
          required
          autoComplete="email"
        />
      </Form>
      <p>
        You only want to be left out? <a href="/stop">Stop at once</a>, without a link. The address is not yours any
        more, or you cannot get at it? <a href="/contact">Write or call us</a>.
      </p>
    </Page>
  )
}
