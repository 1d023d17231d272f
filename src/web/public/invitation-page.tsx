import { AccountFields, mistakesOf } from './account-fields.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

type Props = Pages['invitation']

const fields = ['name', 'password', 'terms'] as const
const rights: Record<Props['role'], string> = {
  owner: 'As an owner you can search, see the account and its usage, and invite or remove others.',
  member: 'As a member you can search and see what belongs to the organisation.',
}

/** Somebody was invited into an organisation: what they see depends on whether they have an account. */
export function InvitationPage(props: Props) {
  const { organisation, inviter, role, email } = props
  const mistakes = mistakesOf([...fields], props)
  return (
    <Page
      title={`Join ${organisation}`}
      lead={`${inviter} invites you, ${email}, into the account of ${organisation}. ${rights[role]}`}
      mistakes={Boolean(props.error) || mistakes.some(({ error }) => error)}
    >
      <ErrorSummary error={props.error} mistakes={mistakes} />
      <Ways {...props} />
      <p className="quiet small">You do not want this? Close the page. Nothing happens without your click.</p>
    </Page>
  )
}

function Ways(props: Props) {
  const { state, action, signIn, email, organisation } = props
  if (state === 'accept') return <Form action={action} submit={`Join ${organisation}`} />
  if (state === 'new') {
    return (
      <Form action={action} submit="Open my account and join">
        <AccountFields {...props} fields={[...fields]} />
      </Form>
    )
  }
  return (
    <>
      <p>
        {state === 'sign-in'
          ? `There is an account with the address ${email}. Sign in to join.`
          : `You are signed in with another address. Sign in as ${email} to join.`}
      </p>
      <p className="actions">
        <a className="button" href={signIn}>
          Sign in
        </a>
      </p>
    </>
  )
}
