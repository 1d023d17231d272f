import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { composeMail } from '../../platform/mail/index.ts'
import type { Delivery, MailTransport } from '../../platform/mail/index.ts'
import type { Declining, Instance, MailRenderer } from './mail-renderer.ts'
import { mailData } from './mail-data.ts'
import type { MailTemplate } from './mail-data.ts'
import { asOnlyDeliverer, claimMails, postponeMail, requeueMails, settleMail } from './outbox.ts'
import type { MailRow } from './outbox.ts'
import retries from './retries.json' with { type: 'json' }
import type { MailTables } from './tables.ts'

/** What delivery needs of the rest. */
export type DeliveryDependencies = {
  db: Kysely<MailTables>
  clock: Clock
  transport: MailTransport
  render: MailRenderer
  instance: () => Instance
  /** `Name <address>` and the address alone. */
  sender: { from: string; address: string }
  /** Asked when a declinable mail is about to be sent. */
  mayReceive: (mail: { address: string; topic: string }) => Promise<boolean>
  /** Where the recipient may decline. */
  declining: (mail: { address: string; topic: string }) => Promise<Declining>
}

/** Mails taken in hand at once by each connection: so that taking is cheap beside sending. */
const HANDFUL = 16

/**
 * Delivers what is due, over every connection of the transport, until nothing is due, the signal is raised, or the
 * server gives trouble (the answer then says so). One deliverer at a time; a second finds the lock taken and leaves.
 *
 * Each connection writes down how a mail went before it takes the next, so that a kill leaves at most one mail a
 * connection that was handed over and is not written down: that one goes again, the same bytes under the same Message-ID.
 */
export async function deliverMails(
  dependencies: DeliveryDependencies,
  { signal }: { signal: AbortSignal },
): Promise<'done' | 'trouble'> {
  const { db, clock, transport } = dependencies
  let trouble = false
  let inHand: MailRow[] = []
  let taking: Promise<void> | null = null
  const take = async () => {
    inHand = await claimMails(db, { now: clock.now(), limit: transport.connections * HANDFUL })
  }
  const next = async (): Promise<MailRow | undefined> => {
    if (trouble || signal.aborted) return undefined
    if (inHand.length === 0) await (taking ??= take().finally(() => (taking = null)))
    return inHand.shift()
  }
  const connection = async () => {
    for (let mail = await next(); mail; mail = await next()) {
      if ((await deliverOne(mail, dependencies)) === 'trouble') trouble = true
    }
  }
  await asOnlyDeliverer(db, async () => {
    await requeueMails(db)
    try {
      const ends = await Promise.allSettled(Array.from({ length: transport.connections }, connection))
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    } finally {
      await requeueMails(db)
    }
  })
  return trouble ? 'trouble' : 'done'
}

async function deliverOne(
  mail: MailRow,
  dependencies: DeliveryDependencies,
): Promise<Delivery['outcome'] | 'withheld'> {
  const { db, clock, transport, sender, mayReceive } = dependencies
  const { id, topic, recipient: address } = mail
  if (topic !== null && !(await mayReceive({ address, topic }))) {
    await settleMail(db, {
      id,
      state: 'withheld',
      answer: 'declined by the recipient',
      subject: null,
      now: clock.now(),
    })
    return 'withheld'
  }
  const ways = topic === null ? null : await dependencies.declining({ address, topic })
  const written = await writeMail(mail, ways, dependencies).catch(() => null)
  if (!written) {
    const answer = 'this mail cannot be written: its template does not take what it was told'
    await settleMail(db, { id, state: 'failed', answer, subject: null, now: clock.now() })
    return 'refused'
  }
  const delivery = await transport.deliver({ id, from: sender.address, to: address, bytes: written.bytes })
  await noteDelivery({ mail, delivery, subject: written.subject }, dependencies)
  return delivery.outcome
}

type Noted = { mail: MailRow; delivery: Delivery; subject: string }

async function noteDelivery({ mail, delivery, subject }: Noted, { db, clock }: DeliveryDependencies): Promise<void> {
  const { id } = mail
  const { outcome, answer } = delivery
  const now = clock.now()
  if (outcome === 'sent') return settleMail(db, { id, state: 'sent', answer, subject, now })
  if (outcome === 'trouble') return postponeMail(db, { id, due: mail.due_at, answer, counts: false })
  const pause = outcome === 'deferred' ? retries.pausesInSeconds[mail.attempts] : undefined
  if (pause === undefined) return settleMail(db, { id, state: 'failed', answer, subject, now })
  return postponeMail(db, { id, due: new Date(now.getTime() + pause * 1000), answer, counts: true })
}

/** The bytes of a mail: the same whenever they are made, for the same row and words. */
async function writeMail(
  mail: MailRow,
  ways: Declining | null,
  { render, instance, sender }: DeliveryDependencies,
): Promise<{ subject: string; bytes: Buffer }> {
  const template = mail.template as MailTemplate
  const data = mailData[template].parse(mail.data)
  const { subject, text, html } = render({ template, data, instance: instance(), declining: ways })
  const headers: Record<string, string> = ways
    ? { 'List-Unsubscribe': `<${ways.unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : { 'Auto-Submitted': 'auto-generated' }
  const { message_id: messageId, queued_at: date, recipient: to } = mail
  return { subject, bytes: await composeMail({ from: sender.from, to, subject, text, html, messageId, date, headers }) }
}
