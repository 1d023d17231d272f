import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { mail as mailQuery, type MailDetail } from '../../api/operate.ts'
import { formatMoment } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'
import { SafeHtml } from '../../components/safe-html.tsx'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Choices } from './choices.tsx'
import { MailState } from './mail-state.tsx'
import classes from './operate.module.css'
import { useResend } from './use-resend.ts'

function Facts({ mail }: { mail: MailDetail }) {
  const facts: [string, string][] = [
    ['To', mail.recipient],
    ['Kind', labelOf('mail', mail.kind) + (mail.topic === null ? '' : ` (${labelOf('topic', mail.topic)})`)],
    ['Written', formatMoment(mail.queued)],
    ...(mail.due === null ? [] : [['Next try', formatMoment(mail.due)] as [string, string]]),
    ...(mail.settled === null ? [] : [['Settled', formatMoment(mail.settled)] as [string, string]]),
    ['Tries', String(mail.attempts)],
    ...(mail.answer === null ? [] : [['Last answer', mail.answer] as [string, string]]),
    ['Message number', mail.messageId],
  ]
  return (
    <section className={page['card']} aria-label="How it went">
      <h2>How it went</h2>
      <dl className={`${page['facts']} ${page['inside']}`}>
        {facts.map(([label, value]) => [<dt key={`${label}-label`}>{label}</dt>, <dd key={label}>{value}</dd>])}
      </dl>
    </section>
  )
}

function Content({ content }: { content: MailDetail['content'] }) {
  const [form, setForm] = useState('html')
  if (content === null) {
    return (
      <section className={page['card']} aria-label="What it says">
        <h2>What it says</h2>
        <div className={page['inside']}>
          What a mail says is kept nowhere once it is sent, as its links are for its reader only. Where no mail server
          is set up, the file can be read here.
        </div>
      </section>
    )
  }
  return (
    <section className={page['card']} aria-label="What it says">
      <div className={page['cardHead']}>
        <h2>What it says</h2>
        <div className={classes['form']}>
          <Choices
            label="Form"
            value={form}
            choices={[
              { value: 'html', label: 'As it looks' },
              { value: 'text', label: 'As plain text' },
            ]}
            onChoose={setForm}
          />
        </div>
      </div>
      {form === 'html' ? (
        <SafeHtml html={content.html} title="The mail as it looks" />
      ) : (
        <pre className={classes['text']}>{content.text}</pre>
      )}
    </section>
  )
}

function Detail({ mail }: { mail: MailDetail }) {
  const resend = useResend()
  return (
    <>
      <div className={page['head']}>
        <Title order={1}>{mail.subject ?? labelOf('letter', mail.template)}</Title>
        <MailState state={mail.state} />
        {mail.state === 'failed' ? (
          <Button loading={resend.isPending} onClick={() => resend.mutate(mail)}>
            Send again
          </Button>
        ) : null}
      </div>
      <Said>{resend.isSuccess ? 'It is in the queue again.' : null}</Said>
      <Trouble error={resend.error} />
      <Facts mail={mail} />
      <Content content={mail.content} />
    </>
  )
}

/** One mail: how it went and, where mails are files, what it says. */
export function MailPage() {
  const { mail } = useParams({ from: '/operate/mails/$mail' })
  const query = useQuery(mailQuery(mail))
  useTitle('Mail')
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/operate/mails">All mail</Link>
      </p>
      <Shown query={query}>{(found) => <Detail mail={found} />}</Shown>
    </div>
  )
}
