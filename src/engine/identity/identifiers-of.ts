import { cleanCompany, cleanDomain, cleanEmail, cleanName, cleanPhone } from '../clean/index.ts'
import { identifiersOfParts, type PersonParts } from './identifiers-of-parts.ts'
import { linkedinPath } from './linkedin-path.ts'

/** What is said of a person, as it was written: everything that any record of them says. */
export type PersonTexts = {
  names?: readonly string[]
  emails?: readonly string[]
  /** Telephone numbers of any kind. */
  phones?: readonly string[]
  /** Numbers said to be mobile. */
  mobiles?: readonly string[]
  companies?: readonly string[]
  /** Websites or mail domains of employers. */
  domains?: readonly string[]
  /** Addresses of LinkedIn pages. */
  linkedin?: readonly string[]
}

type Options = {
  /** The person told it themselves: then a role mailbox is theirs, too. */
  given?: boolean
}

/**
 * Every identifier of a person in canonical form, sorted, none twice: texts that are equal where two lists mean the same
 * address, number, or name at an employer. What is no address, number or name is passed over; nothing throws.
 */
export function identifiersOf(person: PersonTexts, { given = false }: Options = {}): string[] {
  const found = identifiersOfParts(partsOf(person))
  const texts = found.filter(({ reach }) => reach !== 'asked').map(({ text }) => text)
  if (given) texts.push(...listOf(person.emails).flatMap((email) => identifierOfEmail(email) ?? []))
  return [...new Set(texts)].sort()
}

/** The identifier of an e-mail address, role mailboxes included; null for what is none. */
export function identifierOfEmail(text: string): string | null {
  const { key, verdict } = cleanEmail(text)
  return key === null || verdict === 'invalid' ? null : `email:${key}`
}

function partsOf(person: PersonTexts): PersonParts {
  const emails = listOf(person.emails).map((text) => cleanEmail(text))
  const domains = [
    ...listOf(person.domains),
    ...emails.flatMap(({ domain, free, disposable }) => (domain === null || free || disposable ? [] : [domain])),
  ].map((text) => cleanDomain(text))
  return {
    names: listOf(person.names).map((text) => cleanName(text)),
    emails: emails.flatMap(({ key, role, verdict }) =>
      key === null || verdict === 'invalid' ? [] : [{ key, role, carriers: role ? 2 : 1 }],
    ),
    phones: [...phonesOf(listOf(person.phones), false), ...phonesOf(listOf(person.mobiles), true)],
    companies: listOf(person.companies).flatMap((text) => cleanCompany(text).key ?? []),
    domains: domains.flatMap(({ registrable, free }) => (registrable === null || free ? [] : [registrable])),
    linkedin: listOf(person.linkedin).flatMap((text) => linkedinPath(text) ?? []),
  }
}

function phonesOf(texts: readonly string[], mobile: boolean): PersonParts['phones'] {
  return texts.flatMap((text) => {
    const { e164, type, verdict } = cleanPhone(text)
    return e164 === null || verdict === 'invalid' ? [] : [{ e164, mobile: mobile || type === 'mobile', carriers: 1 }]
  })
}

function listOf(texts: readonly string[] | undefined): readonly string[] {
  return texts ?? []
}
