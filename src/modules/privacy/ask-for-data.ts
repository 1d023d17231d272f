import type { MailAddress } from '../../platform/mail/index.ts'
import { queueMail } from '../mail/index.ts'
import { findPeople, identifyPerson } from '../suppression/index.ts'
import { mayWriteTo } from './may-write-to.ts'
import { newLink, openRequest } from './open-request.ts'
import type { NewRequest } from './open-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { lawOf } from './request-clock.ts'

/** How long a link to what is held works. */
export const LINK_HOURS = 48

export type Asking = Pick<NewRequest, 'kind' | 'channel' | 'actor' | 'papers' | 'messageHash'> & {
  address: MailAddress
  name?: string | null
}

/**
 * Opens a request that waits for the click in the letter it sends: the link shows what is held under the address. The
 * same for every address, known or not. Gives the number; null when the address has had enough letters today.
 */
export async function askForData(
  dependencies: PrivacyDependencies,
  { address, name = null, ...asking }: Asking,
): Promise<string | null> {
  const { db, clock, key, links, catalogue } = dependencies
  const { own: contacts } = await findPeople({ listing: catalogue, key }, identifyPerson({ email: address.address }))
  const law = lawOf(await countryOf(catalogue, contacts))
  const addressMac = key.mac(`address:${address.key}`)
  const { token, ...link } = newLink(clock, LINK_HOURS)
  return db.transaction().execute(async (trx) => {
    if (!(await mayWriteTo(trx, addressMac, clock))) return null
    const person = { email: address.address, name, company: null }
    const request = await openRequest(trx, dependencies, { ...asking, law, person, contacts, addressMac, link })
    if (!request.isNew) return request.number
    const data = { number: request.number, link: links.yourData(token), hours: LINK_HOURS }
    await queueMail(trx, { template: 'your-data-link', kind: 'service', to: address.address, data, clock })
    return request.number
  })
}

/** The country that the first of these contacts works in, if the edition knows. */
export async function countryOf(
  catalogue: PrivacyDependencies['catalogue'],
  contacts: string[],
): Promise<string | null> {
  if (contacts.length === 0) return null
  const [row] = await catalogue.getContacts(contacts)
  const country = row?.['country']
  return typeof country === 'string' ? country : null
}
