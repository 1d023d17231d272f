import { MailHelp } from './mail-help.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Says to look into the mailbox: the same for every address. */
export function YourDataSentPage({ hours }: Pages['your-data-sent']) {
  return (
    <Page title="Please look into your mailbox">
      <p>
        A mail with a link is on its way to the address you gave. The link works for {hours} hours and shows what is
        held under that address, also when that is nothing.
      </p>
      <MailHelp />
    </Page>
  )
}
