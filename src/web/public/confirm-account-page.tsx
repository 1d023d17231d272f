import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Behind the link of the mail that a new account begins with. */
export function ConfirmAccountPage({ email, action }: Pages['confirm-account']) {
  return (
    <Page title="Confirm your address" lead={`Somebody, you we hope, asked for an account with ${email}.`}>
      <p>With this click you say that the address is yours. Then you can sign in.</p>
      <Form action={action} submit="Yes, open my account" />
      <p className="quiet small">Was it not you? Close this page: without the click there will be no account.</p>
    </Page>
  )
}
