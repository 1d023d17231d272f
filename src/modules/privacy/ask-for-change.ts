import { AppError } from '../../platform/errors/index.ts'
import { queueMail } from '../mail/index.ts'
import { findPeople, hidePeople, identifyPerson, suppress } from '../suppression/index.ts'
import type { RequestRow } from './find-request.ts'
import type { HeldContact } from './get-held-data.ts'
import { hashToken, openRequest } from './open-request.ts'
import type { OpenedRequest } from './open-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'

/** A field that somebody says is wrong. An empty value means that it should go. */
export type Wish = { contact: string; field: string; label: string; held: string; value: string }

type Asked = { from: RequestRow; address: string }

/** Opens a request for correction, confirmed as it comes through the link in a letter. */
export async function askForCorrection(
  dependencies: PrivacyDependencies,
  { from, address, wish, note }: Asked & { wish: Wish; note: string },
): Promise<OpenedRequest> {
  const { db, clock, key } = dependencies
  return db.transaction().execute(async (trx) => {
    const request = await openRequest(trx, dependencies, {
      kind: 'correction',
      channel: 'web',
      law: from.law,
      actor: 'person',
      person: { email: address, name: null, company: null },
      papers: [{ kind: 'wish', paper: wish }, ...(note ? [{ kind: 'message' as const, paper: { text: note } }] : [])],
      contacts: [wish.contact],
      messageHash: hashToken(JSON.stringify([from.id, wish, note])),
      addressMac: key.mac(`address:${address.toLowerCase()}`),
    })
    if (!request.isNew) return request
    const paragraphs = [
      `You told us that a field is wrong: ${wish.label}.`,
      `A person looks at it and answers by ${request.due}. There is nothing more to do for you.`,
    ]
    const data = { number: request.number, subject: 'Your correction has arrived', paragraphs }
    await queueMail(trx, { template: 'request-received', kind: 'service', to: address, data, clock })
    return request
  })
}

/**
 * Opens a request for deletion: nothing is listed any more from this moment on, and a person takes out what is left.
 * Throws `conflict` when nothing is held.
 */
export async function askForDeletion(
  dependencies: PrivacyDependencies,
  { from, address, contacts: held }: Asked & { contacts: HeldContact[] },
): Promise<OpenedRequest> {
  const { db, clock, key, catalogue } = dependencies
  if (held.length === 0) throw new AppError('conflict', 'Nothing is held under this address any more.')
  const found = await findPeople({ listing: catalogue, key }, identifyPerson({ email: address }))
  const opened = await db.transaction().execute(async (trx) => {
    const request = await openRequest(trx, dependencies, {
      kind: 'deletion',
      channel: 'web',
      law: from.law,
      actor: 'person',
      person: { email: address, name: null, company: null },
      contacts: found.own,
      messageHash: hashToken(JSON.stringify([from.id, 'deletion'])),
      addressMac: key.mac(`address:${address.toLowerCase()}`),
    })
    if (!request.isNew) return request
    await suppress(trx, { macs: found.macs, channel: 'case', actor: 'person', key, clock, number: request.number })
    const paragraphs = [
      'You asked us to delete what we hold about you. It is not listed any more, from this moment on.',
      `A person takes out what is left in our files, by ${request.due}, and tells you. There is nothing more to do for you.`,
      'What stays is a mark that cannot be read back and keeps you from being listed again.',
    ]
    const data = { number: request.number, subject: 'Your deletion has arrived', paragraphs }
    await queueMail(trx, { template: 'request-received', kind: 'service', to: address, data, clock })
    return request
  })
  await hidePeople(catalogue, found)
  return opened
}
