import { readMailAddress } from '../../platform/mail/index.ts'
import { queueMail } from '../mail/index.ts'
import { findPeople, identifyPerson } from '../suppression/index.ts'
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

/** Writes down a request that somebody made by telephone, and tells them its number by letter where they gave an address. */
export async function takeCall(
  dependencies: PrivacyDependencies,
  { kind, actor, email, name, company, text }: Call,
): Promise<string> {
  const { db, clock, key, catalogue } = dependencies
  const address = email ? readMailAddress(email) : null
  const given = address ? identifyPerson({ email: address.address, name, company }) : []
  const found = await findPeople(
    catalogue,
    given.map((identifier) => key.mac(identifier)),
  )
  const law = lawOf(await countryOf(catalogue, found.own))
  return db.transaction().execute(async (trx) => {
    const { number, due } = await openRequest(trx, dependencies, {
      kind,
      channel: 'telephone',
      law,
      actor,
      person: { email: address?.address ?? null, name: name || null, company: company || null },
      papers: text ? [{ kind: 'message', paper: { text } }] : [],
      contacts: found.own,
      addressMac: address ? key.mac(`address:${address.key}`) : null,
    })
    if (address) {
      const data = { number, subject: 'Your request has arrived', paragraphs: requestWords(kind, due) }
      await queueMail(trx, { template: 'request-received', kind: 'service', to: address.address, data, clock })
    }
    return number
  })
}
