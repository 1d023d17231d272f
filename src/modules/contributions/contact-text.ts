import type { Field } from '../../refinery/intake/index.ts'

/** A contact as a member types it in. */
export type GivenContact = Partial<Record<(typeof contactFields)[number], string | undefined>>

/** Fields of a contact, and what the refinery calls them. */
export const contactFields = [
  'name',
  'first',
  'last',
  'title',
  'company',
  'department',
  'website',
  'email',
  'phone',
  'mobile',
  'street',
  'city',
  'region',
  'postcode',
  'country',
  'linkedin',
] as const

const columns: Record<(typeof contactFields)[number], Field> = {
  name: 'full_name',
  first: 'given_name',
  last: 'family_name',
  title: 'title',
  company: 'company',
  department: 'unit',
  website: 'domain',
  email: 'email',
  phone: 'phone',
  mobile: 'mobile',
  street: 'street',
  city: 'city',
  region: 'region',
  postcode: 'postcode',
  country: 'country',
  linkedin: 'linkedin',
}

/** The mapping of the file that `contactText` writes. */
export const contactMapping: Record<string, Field> = Object.fromEntries(
  [...Object.values(columns), 'seen' as const].map((field) => [field, field]),
)

/** A contact as a table of one row (RFC 4180), seen on a day. The same contact on the same day gives the same text. */
export function contactText(contact: GivenContact, day: string): string {
  const cells = contactFields.map((field) => `"${(contact[field] ?? '').replaceAll('"', '""')}"`)
  return `${Object.keys(contactMapping).join()}\n${[...cells, `"${day}"`].join()}\n`
}
