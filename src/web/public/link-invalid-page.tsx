import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** A signed link that was changed or is no longer honoured. */
export function LinkInvalidPage({ contact }: Pages['link-invalid']) {
  return (
    <Page
      title="This link does not work"
      lead="It may have been cut in two by your mail program, or is from a mail that is very old."
    >
      <p>
        Try the link in a newer mail from us, or copy the whole line from the mail. If you want to end all mail and have
        no link that works, <a href={contact}>tell us</a>: we do it for you.
      </p>
    </Page>
  )
}
