import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Stops the sale of somebody's data: one field, no account, no proof. */
export function StopPage({ values, errors, error, form }: Pages['stop']) {
  const mistakes = [
    { name: 'email', label: 'Work e-mail address', error: errors.email },
    { name: 'name', label: 'Name', error: errors.name },
    { name: 'company', label: 'Company', error: errors.company },
  ]
  return (
    <Page
      title="Do not sell or list my data"
      lead="One field, and you are out: of search, of lists, of exports, and of everything that comes later. At once, without an account, without any proof."
      mistakes={mistakes.some((mistake) => mistake.error)}
      listed
    >
      <ErrorSummary error={error} mistakes={mistakes} />
      <Form action="/stop" submit="Stop now" hidden={{ form }}>
        <Field
          name="email"
          label="Work e-mail address"
          why="So that we find you. We do not keep it: only a mark that cannot be read back, and that keeps you out."
          type="email"
          value={values.email}
          error={errors.email}
          required
          autoComplete="email"
        />
        <Field
          name="name"
          label="Name"
          why="Helps to find you where another address is listed."
          value={values.name}
          error={errors.name}
          autoComplete="name"
        />
        <Field
          name="company"
          label="Company"
          why="Together with your name, as well."
          value={values.company}
          error={errors.company}
          autoComplete="organization"
        />
      </Form>
      <p>
        Would you rather see first what is held about you, or have it corrected or deleted?{' '}
        <a href="/your-data">See your data</a>. By telephone it works as well: <a href="/contact">contact us</a>.
      </p>
    </Page>
  )
}
