import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** A link to somebody's data that was changed or is too old. */
export function YourDataExpiredPage({ hours }: Pages['your-data-expired']) {
  return (
    <Page title="This link does not work any more">
      <p>
        A link to your data works for {hours} hours, so that nobody finds it later. It may also have been cut off by the
        mail program: is it complete?
      </p>
      <p className="actions">
        <a className="button" href="/your-data">
          Send me a new one
        </a>
      </p>
    </Page>
  )
}
