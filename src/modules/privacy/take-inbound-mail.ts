import { sql } from 'kysely'
import { queueMail } from '../mail/index.ts'
import { findPeople, hidePeople, identifyPerson, stop, suppress } from '../suppression/index.ts'
import type { SuppressionTables } from '../suppression/index.ts'
import { askForData, countryOf } from './ask-for-data.ts'
import { selectRequests } from './find-request.ts'
import { mayWriteTo } from './may-write-to.ts'
import { openRequest, recordStep } from './open-request.ts'
import type { NewRequest } from './open-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import type { InboundMail } from './read-inbound-mail.ts'
import { readPerson } from './read-papers.ts'
import { lawOf } from './request-clock.ts'
import { requestWords } from './request-words.ts'
import { closing } from './work-on-request.ts'
import { writePaper } from './write-paper.ts'

/** What became of a mail. */
export type TakenMail = { outcome: 'request' | 'stopped' | 'added' | 'ignored'; number: string | null }

type Sent = InboundMail & { from: NonNullable<InboundMail['from']> }

/**
 * Makes a request of a mail, with a number, and answers with it. A subject that says stop stops at once, as the mail comes
 * from the very address. The same mail twice is one request; machines are not answered, and what answers us is no request.
 */
export async function takeInboundMail(dependencies: PrivacyDependencies, mail: InboundMail): Promise<TakenMail> {
  if (mail.machine === 'reply') return { outcome: 'ignored', number: null }
  const { from } = mail
  if (!from) return openForDesk(dependencies, mail)
  const sent: Sent = { ...mail, from }
  const added = mail.number === null ? null : await addToRequest(dependencies, sent, mail.number)
  if (added) return added
  if (mail.machine === 'bulk') return openForDesk(dependencies, sent)
  if (mail.plain && mail.kind === 'stop') return stopByMail(dependencies, sent)
  if (mail.plain && mail.kind === 'deletion') await stopMeanwhile(dependencies, sent)
  return mail.kind === 'access' || mail.kind === 'deletion'
    ? sendLink(dependencies, sent)
    : openForDesk(dependencies, sent)
}

function papersOf({ subject, text, attachments }: InboundMail): NonNullable<NewRequest['papers']> {
  return [{ kind: 'message', paper: { text: `${subject}\n\n${text}`.trim(), attachments } }]
}

async function stopByMail(dependencies: PrivacyDependencies, mail: Sent): Promise<TakenMail> {
  const { db, clock, key, catalogue, links } = dependencies
  const { from } = mail
  const given = identifyPerson({ email: from.address, name: mail.name ?? undefined })
  const found = await findPeople({ listing: catalogue, key }, given)
  const law = lawOf(await countryOf(catalogue, found.own))
  const addressMac = key.mac(`address:${from.key}`)
  const number = await db.transaction().execute(async (trx) => {
    const mayWrite = await mayWriteTo(trx, addressMac, clock)
    const request = await openRequest(trx, dependencies, {
      kind: 'stop',
      channel: 'mail',
      law,
      actor: 'person',
      person: null, // done and answered in this moment: nothing of them is kept
      addressMac,
      messageHash: mail.hash,
    })
    if (!request.isNew) return request.number
    const { token } = await suppress(trx, {
      macs: found.macs,
      channel: 'mail',
      actor: 'person',
      key,
      clock,
      number: request.number,
    })
    await trx
      .updateTable('requests')
      .set(closing({ law }, 'done', dependencies))
      .where('id', '=', request.id)
      .execute()
    await recordStep(trx, { request, actor: 'system', kind: 'closed', detail: { outcome: 'done' } }, clock)
    if (mayWrite) {
      const paragraphs = [
        'You asked us not to list you. If you were listed, you are not any more, from this moment on.',
        'Whatever comes in later about you is dropped. There is nothing more to do for you.',
      ]
      const data = {
        number: request.number,
        subject: 'Your stop is in force',
        paragraphs,
        link: links.stopStatus(token),
      }
      await queueMail(trx, { template: 'request-received', kind: 'service', to: from.address, data, clock })
    }
    return request.number
  })
  await hidePeople(catalogue, found)
  return { outcome: 'stopped', number }
}

/** Who asks to be deleted is not listed while the click in the mail is waited for. Handed over again, it is the same stop. */
async function stopMeanwhile({ db, clock, key, catalogue }: PrivacyDependencies, { from, hash }: Sent): Promise<void> {
  const own = db.$pickTables<keyof SuppressionTables>()
  const form = hash.toString('hex')
  const given = { email: from.address, channel: 'mail', actor: 'person', form } as const
  await stop({ db: own, clock, key, listing: catalogue }, given)
}

async function sendLink(dependencies: PrivacyDependencies, mail: Sent): Promise<TakenMail> {
  const { kind, from: address, name, hash: messageHash } = mail
  const common = { channel: 'mail', actor: 'person', papers: papersOf(mail) } as const
  const number = await askForData(dependencies, { ...common, kind, address, name, messageHash })
  return number === null ? { outcome: 'ignored', number } : { outcome: 'request', number }
}

/** Opens a request that a person has to read. */
async function openForDesk(dependencies: PrivacyDependencies, mail: InboundMail): Promise<TakenMail> {
  const { db, clock, key, catalogue } = dependencies
  const { from, kind } = mail
  const given = from ? identifyPerson({ email: from.address }) : []
  const { own } = await findPeople({ listing: catalogue, key }, given)
  const law = lawOf(await countryOf(catalogue, own))
  const addressMac = from ? key.mac(`address:${from.key}`) : null
  const number = await db.transaction().execute(async (trx) => {
    const mayWrite = addressMac !== null && mail.machine === null && (await mayWriteTo(trx, addressMac, clock))
    const request = await openRequest(trx, dependencies, {
      kind,
      channel: 'mail',
      law,
      actor: 'person',
      person: from ? { email: from.address, name: mail.name, company: null } : null,
      papers: papersOf(mail),
      contacts: own,
      addressMac,
      messageHash: mail.hash,
    })
    if (from && mayWrite && request.isNew) {
      const paragraphs = requestWords(kind, request.due)
      const data = { number: request.number, subject: 'Your mail has arrived', paragraphs }
      await queueMail(trx, { template: 'request-received', kind: 'service', to: from.address, data, clock })
    }
    return request.number
  })
  return { outcome: 'request', number }
}

/** Files a mail with the request whose number it names, if that waits and the mail comes from the person who asked. */
async function addToRequest(dependencies: PrivacyDependencies, mail: Sent, number: string): Promise<TakenMail | null> {
  const { db, seal, clock } = dependencies
  return db.transaction().execute(async (trx) => {
    const request = await selectRequests(trx).where('number', '=', number).forUpdate().executeTakeFirst()
    if (!request || (request.state !== 'open' && request.state !== 'paused')) return null
    const person = await readPerson(trx, seal, request.id)
    if (person?.email?.toLowerCase() !== mail.from.key) return null
    const digest = mail.hash.toString('hex')
    const known = await trx
      .selectFrom('request_events')
      .select('id')
      .where('request', '=', request.id)
      .where('kind', '=', 'written')
      .where(sql<boolean>`detail ->> 'message' = ${digest}`)
      .executeTakeFirst()
    if (known) return { outcome: 'added', number }
    for (const each of papersOf(mail)) await writePaper(trx, { request: request.id, ...each }, dependencies)
    await recordStep(trx, { request, actor: 'person', kind: 'written', detail: { message: digest } }, clock)
    return { outcome: 'added', number }
  })
}
