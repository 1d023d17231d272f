import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

type Words = { title: string; text: string }

const words: Record<number, Words> = {
  400: {
    title: 'Something in this request is not right',
    text: 'Nothing was changed. Go back, look at what you typed, and try once more.',
  },
  401: { title: 'Please sign in first', text: 'This page is for people with an account here.' },
  403: {
    title: 'This is not open to you',
    text: 'You may be signed in with another account than the one you need, or came by a link of another site. Nothing was changed.',
  },
  404: { title: 'There is nothing at this address', text: 'It may be mistyped, or what was here has gone.' },
  409: {
    title: 'Something changed in the meantime',
    text: 'Go back, load the page again and see how things are now. Nothing of yours was saved.',
  },
  410: { title: 'This has gone', text: 'What was at this address is no longer there.' },
  413: { title: 'This was too large', text: 'Nothing was saved. Please send less at once.' },
  429: {
    title: 'Too many at once',
    text: 'To keep others safe we answer only so many of these in a while. Nothing was lost: wait a little and try again.',
  },
  500: {
    title: 'Something went wrong on our side',
    text: 'It is not your fault. It was written to our log; try again in a moment.',
  },
  503: {
    title: 'Not available for a moment',
    text: 'We are busy starting or being looked after. Try again in a minute.',
  },
}

/** What went wrong, in words: what happened, what was kept, what to do. */
export function ErrorPage({ problem, retryAfter }: Pages['error']) {
  const { status, detail, instance } = problem
  const known = words[status] ?? words[status >= 500 ? 500 : 400]
  return (
    <Page title={known?.title ?? problem.title} lead={known?.text}>
      {detail && status !== 404 && status < 500 ? <p>{detail}</p> : null}
      {retryAfter ? <p>Try again in {inWords(retryAfter)}.</p> : null}
      <p className="actions">
        {status === 401 ? (
          <a className="button" href="/sign-in">
            Sign in
          </a>
        ) : null}
        <a className={status === 401 ? 'button second' : 'button'} href="/">
          To the start page
        </a>
        <a className="button second" href="/contact">
          Contact us
        </a>
      </p>
      {instance && status >= 500 ? (
        <p className="quiet small">
          If you write to us, this number helps to find it: {instance.replace('urn:uuid:', '')}
        </p>
      ) : null}
    </Page>
  )
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
