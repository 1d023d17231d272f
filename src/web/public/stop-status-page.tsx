import { Day } from './day.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Where a stop stands: the same words for everybody, listed or not. */
export function StopStatusPage({ number, received, state }: Pages['stop-status']) {
  if (state === 'lifted') {
    return (
      <Page title="Your stop was lifted">
        <p>
          The stop with the number <strong>{number}</strong> was lifted, as you asked. <a href="/stop">Stop again</a> at
          any time.
        </p>
      </Page>
    )
  }
  return (
    <Page title="Your stop is in force">
      <Notice tone="done" title={`Number ${number}`}>
        <p>
          In force since <Day date={received} />, the moment you asked. There is nothing more to do.
        </p>
      </Notice>
      <h2>What this means</h2>
      <ul>
        <li>If you were listed, you are not any more: not in search, not in lists, not in exports under way.</li>
        <li>Whatever comes in later about you is dropped, also under another address or from another source.</li>
        <li>Of this stop we keep no name and no address, only marks that cannot be read back.</li>
      </ul>
      <p>
        Keep the address of this page, or the number: it shows where your stop stands. It tells nobody who you are, nor
        whether you were listed.
      </p>
      <p>
        You can also ask <a href="/your-data">what is held about you</a>, and have it deleted.
      </p>
    </Page>
  )
}
