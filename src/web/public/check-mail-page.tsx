import { MailHelp } from './mail-help.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

type Props = Pages['check-mail']

const words: Record<Props['purpose'], string> = {
  'sign-up': 'Open the link in it to confirm that the address is yours. Then you can sign in.',
  forgotten: 'If there is an account with this address, the mail has a link by which you set a new password.',
  invitation: 'Open the link in it to join.',
}

/** Says to look into the mailbox, the same whether the address is known or not. */
export function CheckMailPage({ purpose, address, hours }: Props) {
  return (
    <Page title="Please look into your mailbox">
      <Notice tone="plain" title={address ? `We sent a mail to ${address}` : 'We sent you a mail'}>
        <p>{words[purpose]}</p>
      </Notice>
      <p>
        The link works once, for {hours === 1 ? 'one hour' : `${hours} hours`}. Nothing is changed before you open it.
      </p>
      <MailHelp />
    </Page>
  )
}
