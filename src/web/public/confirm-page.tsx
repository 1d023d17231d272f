import { Form } from './form.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Behind the link of a confirmation mail. */
export function ConfirmPage(props: Pages['confirm']) {
  if (props.state === 'ready') return <Ready {...props} />
  if (props.state === 'confirmed') return <Confirmed {...props} />
  const expired = props.state === 'expired'
  return (
    <Page
      title={expired ? 'This link is too old' : 'This link does not work'}
      lead={
        expired
          ? 'It worked for a limited time, so that a mail that lies around cannot be used. Nothing was recorded.'
          : 'It may have been cut in two by your mail program, or changed on the way. Try to copy the whole line from the mail.'
      }
    >
      <p className="actions">
        <a className="button" href={props.again}>
          Fill in the form again
        </a>
        <a className="button second" href="/contact">
          Contact us
        </a>
      </p>
    </Page>
  )
}

function Ready({ label, action }: Pages['confirm']) {
  return (
    <Page title="Confirm your address" lead={label ? `You registered for: ${label}.` : undefined}>
      <p>With this click you say that the address is yours and that what you ticked in the form holds.</p>
      <Form action={action} submit="Yes, confirm" />
      <p className="quiet small">Was it not you? Close this page. Nothing happens without the click.</p>
    </Page>
  )
}

function Confirmed({ label, preferences }: Pages['confirm']) {
  return (
    <Page title="Thank you, that is confirmed">
      <Notice tone="done" title={label ?? 'Your address is confirmed'}>
        <p>We sent you a mail that says what you agreed to. Keep it: its link leads to your preferences.</p>
      </Notice>
      <p>You can look at your choices, change or withdraw them at any time, without a password.</p>
      <p className="actions">
        {preferences ? (
          <a className="button" href={preferences}>
            See your preferences
          </a>
        ) : null}
        <a className="button second" href="/">
          To the start page
        </a>
      </p>
    </Page>
  )
}
