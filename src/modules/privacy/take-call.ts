import { readMailAddress } from '../../platform/mail/index.ts'
import { queueMail } from '../mail/index.ts'
import { findPeople, hidePeople, identifyPerson, suppress } from '../suppression/index.ts'
import { countryOf } from './ask-for-data.ts'
import { openRequest } from './open-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { lawOf } from './request-clock.ts'
import { requestWords } from './request-words.ts'
import type { RequestKind } from './tables.ts'

export type Call = {
  kind: RequestKind
  actor: string
  email?: string | undefined
  name?: string | undefined
  company?: string | undefined
  text?: string | undefined
}

/**
 * Writes down a request that somebody made by telephone, and tells them its number by letter where they gave an address. Who
 * asks to be left out or deleted is not listed from this moment on, whatever a person does about it later.
 */
export async function takeCall(
  dependencies: PrivacyDependencies,
  { kind, actor, email, name, company, text }: Call,
): Promise<string> {
  const { db, clock, key, catalogue } = dependencies
  const address = email ? readMailAddress(email) : null
  const given = address ? identifyPerson({ email: address.address, name, company }) : []
  const found = await findPeople({ listing: catalogue, key }, given)
  const law = lawOf(await countryOf(catalogue, found.own))
  const stops = (kind === 'stop' || kind === 'deletion') && given.length > 0
  const number = await db.transaction().execute(async (trx) => {
    const request = await openRequest(trx, dependencies, {
      kind,
      channel: 'telephone',
      law,
      actor,
      person: { email: address?.address ?? null, name: name || null, company: company || null },
      papers: text ? [{ kind: 'message', paper: { text } }] : [],
      contacts: found.own,
      addressMac: address ? key.mac(`address:${address.key}`) : null,
    })
    const { number: own, due } = request
    if (stops) await suppress(trx, { macs: found.macs, channel: 'telephone', actor, key, clock, number: own })
    if (address) {
      const data = { number: own, subject: 'Your request has arrived', paragraphs: requestWords(kind, due) }
      await queueMail(trx, { template: 'request-received', kind: 'service', to: address.address, data, clock })
    }
    return own
  })
  if (stops) await hidePeople(catalogue, found)
  return number
}
