import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

type Props = Pages['link-used']

const titles: Record<Props['state'], string> = {
  used: 'This link was used before',
  expired: 'This link is too old',
  unknown: 'This link does not work',
}
const leads: Record<Props['state'], string> = {
  used: 'Each link works once. What it was for is done already.',
  expired: 'It worked for a limited time, so that a mail that lies around cannot be used. Nothing was changed.',
  unknown: 'It may have been cut in two by your mail program. Try to copy the whole line from the mail.',
}
const again: Record<Props['purpose'], { text: string; href: string; label: string }> = {
  'sign-up': {
    text: 'Sign in: if your address is not confirmed yet, we send a new link.',
    href: '/sign-in',
    label: 'Sign in',
  },
  forgotten: {
    text: 'You can ask for a new link as often as you need.',
    href: '/forgotten',
    label: 'Ask for a new link',
  },
  invitation: { text: 'Ask who invited you to send the invitation again.', href: '/sign-in', label: 'Sign in' },
}

/** The link in a mail about an account does not work any more: what to do now. */
export function LinkUsedPage({ purpose, state }: Props) {
  const way = again[purpose]
  return (
    <Page title={titles[state]} lead={leads[state]}>
      <p>{way.text}</p>
      <p className="actions">
        <a className="button" href={way.href}>
          {way.label}
        </a>
        <a className="button second" href="/contact">
          Contact us
        </a>
      </p>
    </Page>
  )
}
