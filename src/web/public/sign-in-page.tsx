import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

type Props = Pages['sign-in']

const notices: Record<NonNullable<Props['notice']>, { tone: 'done' | 'plain'; title: string }> = {
  'signed-out': { tone: 'done', title: 'You are signed out' },
  confirmed: { tone: 'done', title: 'Your address is confirmed. Sign in to go on.' },
  'password-changed': { tone: 'done', title: 'Your password is changed. Sign in with the new one.' },
  'sign-in-first': { tone: 'plain', title: 'Sign in, and we take you to the page you wanted' },
  'operator-made': { tone: 'done', title: 'The first operator is made. Sign in to go on.' },
}

/** E-mail address and password. */
export function SignInPage({ values = {}, errors = {}, error = null, next, notice }: Props) {
  const wrong = error !== null || Object.keys(errors).length > 0
  return (
    <Page title="Sign in" mistakes={wrong}>
      {notice && !wrong ? <Notice {...notices[notice]} /> : null}
      <ErrorSummary
        error={error}
        mistakes={[
          { name: 'email', label: 'E-mail address', error: errors['email'] },
          { name: 'password', label: 'Password', error: errors['password'] },
        ]}
      />
      <Form action="/sign-in" submit="Sign in" hidden={{ next }}>
        <Field
          name="email"
          type="email"
          label="E-mail address"
          required
          value={values['email']}
          error={errors['email']}
          autoComplete="username"
        />
        <Field
          name="password"
          type="password"
          label="Password"
          required
          error={errors['password']}
          autoComplete="current-password"
        />
      </Form>
      <ul className="plain-list">
        <li>
          <a href="/forgotten">I forgot my password</a>
        </li>
        <li>
          No account yet? <a href="/sign-up">Open one</a>
        </li>
      </ul>
      <p className="small quiet">
        Signing in sets one cookie, which ends with your session. We log when and from where you signed in.
      </p>
    </Page>
  )
}
