import type { ContactEvidence } from './evidence.ts'
import type { Contact } from './merge-contact.ts'
import { streetLine } from './street-line.ts'

/** Values of a list that have a bit of their own; those behind them share the next one. */
const OWN_BITS = 5

/** Bits of each field that a contact shows: one for a single value, six for a list. */
export const supportBits = {
  name: 1 << 0,
  title: 1 << 1,
  company: 1 << 2,
  unit: 1 << 3,
  email: 1 << 4,
  phone: 1 << 5,
  address: 1 << 6,
  linkedin: 1 << 7,
  emails: 0b111111 << 8,
  phones: 0b111111 << 14,
  history: 0b111111 << 20,
} as const

/** A field, or the group of fields that are chosen together, as masks name it. */
export type SupportField = keyof typeof supportBits

/**
 * Which of the values that a contact shows one record says too, as a mask of `supportBits`. The last bit of a list stands for
 * all values behind the fifth, and is set when the record says every one of them: when it is lost, the list is not whole.
 */
export function supportOf(contact: Contact, e: ContactEvidence): number {
  const emails = (e.emails ?? []).map(({ value }) => value)
  const phones = (e.phones ?? []).filter(({ kind }) => kind !== 'fax').map(({ value }) => value)
  const sameCompany = e.company_id === contact.company_id
  return (
    (isSameName(contact, e) ? supportBits.name : 0) |
    (sameCompany && contact.title !== null && e.title === contact.title ? supportBits.title : 0) |
    (sameCompany && e.company_id !== null ? supportBits.company : 0) |
    (sameCompany && contact.unit !== null && e.unit === contact.unit ? supportBits.unit : 0) |
    (contact.email !== null && emails.includes(contact.email) ? supportBits.email : 0) |
    (contact.phone !== null && phones.includes(contact.phone) ? supportBits.phone : 0) |
    (isSamePlace(contact, e) ? supportBits.address : 0) |
    (contact.linkedin !== null && e.linkedin === contact.linkedin ? supportBits.linkedin : 0) |
    (listBits(contact.emails, (email) => emails.includes(email)) << 8) |
    (listBits(contact.phones, (phone) => phones.includes(phone)) << 14) |
    (listBits(contact.history, (position) => !sameCompany && isPosition(position, e)) << 20)
  )
}

function listBits(values: readonly string[] | null, isSaid: (value: string) => boolean): number {
  if (!values) return 0
  let bits = 0
  for (const [i, value] of values.slice(0, OWN_BITS).entries()) if (isSaid(value)) bits |= 1 << i
  const rest = values.slice(OWN_BITS)
  return rest.length > 0 && rest.every(isSaid) ? bits | (1 << OWN_BITS) : bits
}

function isSameName(contact: Contact, e: ContactEvidence): boolean {
  return lower(contact.first) === lower(e.first) && lower(contact.last) === lower(e.last)
}

function lower(text: string | null): string {
  return text === null ? '' : text.toLowerCase()
}

function isSamePlace(contact: Contact, e: ContactEvidence): boolean {
  return (e.addresses ?? []).some(
    (a) =>
      a.city === contact.city &&
      a.region === contact.region &&
      a.postcode === contact.postcode &&
      a.country === contact.country &&
      streetLine(a) === contact.street,
  )
}

/** Whether a record says a past position, which is `title␟company␟first seen␟last seen`. */
function isPosition(position: string, e: ContactEvidence): boolean {
  return e.company_id !== null && position.startsWith(`${e.title ?? ''}\u001f${e.company ?? ''}\u001f`)
}
