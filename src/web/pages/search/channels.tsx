import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconBrandLinkedin, IconCheck, IconCopy, IconMail, IconMapPin, IconPhone, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Contact } from '../../../modules/search/index.ts'
import { countryName, formatDate, formatPhone } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { Confidence } from '../../components/confidence.tsx'
import { Verdict } from '../../components/verdict.tsx'
import classes from './drawer.module.css'

function Channel({
  icon: Sign,
  kind,
  value,
  shown,
  children,
}: {
  icon: Icon
  kind: string
  value: string
  shown: ReactNode
  children?: ReactNode
}) {
  return (
    <li>
      <Sign size={17} stroke={1.6} aria-label={kind} role="img" />
      <div>
        <div className={`${classes['channelValue']} tabular`}>{shown}</div>
        <div className={classes['channelNote']}>{children}</div>
      </div>
      <CopyButton value={value} timeout={1500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon variant="subtle" color="gray" aria-label={`Copy ${kind.toLowerCase()}`} onClick={copy}>
              {copied ? <IconCheck size={15} stroke={1.8} /> : <IconCopy size={15} stroke={1.6} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </li>
  )
}

/** The address on lines, as the edition has it. */
function addressOf(contact: Contact): string {
  const town = [contact.postcode, contact.city, contact.region?.split('-').at(-1)].filter(Boolean).join(' ')
  const country = contact.country === undefined ? '' : countryName(contact.country)
  return [contact.street, town, country].filter((part) => part !== undefined && part !== '').join(', ')
}

/** Every way to reach somebody, each with its verdict, confidence and date. */
export function Channels({ contact }: { contact: Contact }) {
  const seen = <span>seen {formatDate(contact.seen)}</span>
  const address = addressOf(contact)
  const { email, phone, linkedin } = contact
  if (email === undefined && phone === undefined && address === '' && linkedin === undefined) {
    return <p className="quiet">No e-mail, telephone or address is known.</p>
  }
  return (
    <ul className={classes['channels']}>
      {email === undefined ? null : (
        <Channel icon={IconMail} kind="E-mail" value={email} shown={email}>
          {contact.email_verdict === undefined ? null : <Verdict verdict={contact.email_verdict} />}
          <Confidence value={contact.confidence_email} />
          {contact.email_role === true ? <span>shared mailbox</span> : null}
          {seen}
        </Channel>
      )}
      {contact.emails?.map((other) => (
        <Channel key={other} icon={IconMail} kind="Further e-mail" value={other} shown={other}>
          further address
        </Channel>
      ))}
      {phone === undefined ? null : (
        <Channel icon={IconPhone} kind="Phone" value={phone} shown={formatPhone(phone)}>
          <span>{labelOf('phone_type', contact.phone_type ?? 'unknown')}</span>
          <Confidence value={contact.confidence_phone} />
          {seen}
        </Channel>
      )}
      {contact.phones?.map((other) => (
        <Channel key={other} icon={IconPhone} kind="Further phone" value={other} shown={formatPhone(other)}>
          further number
        </Channel>
      ))}
      {address === '' ? null : (
        <Channel icon={IconMapPin} kind="Address" value={address} shown={address}>
          <Confidence value={contact.confidence_address} />
          {seen}
        </Channel>
      )}
      {linkedin === undefined ? null : (
        <Channel
          icon={IconBrandLinkedin}
          kind="LinkedIn"
          value={linkedin}
          shown={linkedin.replace(/^https?:\/\/(www\.)?/, '')}
        />
      )}
    </ul>
  )
}
