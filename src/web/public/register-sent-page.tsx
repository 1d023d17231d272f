import { MailHelp } from './mail-help.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** The form was taken: the mailbox is next. */
export function RegisterSentPage({ label, hours }: Pages['register-sent']) {
  return (
    <Page title="Please look into your mailbox">
      <Notice tone="plain" title={`One step is left: ${label}`}>
        <p>We sent you a mail with a link. Open it and confirm that the address is yours.</p>
      </Notice>
      <p>The link works once, for {hours} hours. Until then nothing you ticked counts, and nothing more is sent.</p>
      <MailHelp />
    </Page>
  )
}
