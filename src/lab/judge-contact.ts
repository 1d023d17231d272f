import type { ContactTruth, Texts } from './contact-truth.ts'
import { titleWritings } from './corrupt.ts'
import { slugOf } from './fold.ts'

/** What a contact states of a person, each with a confidence of its own. */
export const judgedFields = ['name', 'title', 'company', 'email', 'phone', 'address'] as const

export type JudgedField = (typeof judgedFields)[number]

/** Columns that hold what is stated; a field of which all are absent states nothing. */
const columns: Record<JudgedField, string[]> = {
  name: ['name'],
  title: ['title'],
  company: ['company'],
  email: ['email'],
  phone: ['phone'],
  address: ['street', 'city', 'postcode'],
}

/**
 * Whether what a contact states is true of the person on the world's day, by field; absent where it states nothing. Case, marks
 * and punctuation make no difference; a nickname or an initial is not the name, a mailbox of the company not the person's address.
 * The company's switchboard is a true number unless it is presented as the person's own. All is false of a contact about nobody.
 */
export function judgeContact(truth: ContactTruth): Partial<Record<JudgedField, boolean>> {
  const { contact, person } = truth
  const stated = judgedFields.filter((field) => columns[field].some((column) => contact[column]))
  return Object.fromEntries(stated.map((field) => [field, person !== null && isTrue[field](truth, person)]))
}

/** Whether a contact presents the number of a company, where many sit, as somebody's own. */
export function isFalseDirect({ contact, person }: ContactTruth): boolean {
  const own = [person?.['direct'], person?.['mobile']]
  const said = contact['phone_type'] === 'direct' || contact['phone_type'] === 'mobile'
  return said && contact['phone'] === person?.['switchboard'] && !own.includes(contact['phone'])
}

type Judge = (truth: ContactTruth, person: Texts) => boolean

const isTrue: Record<JudgedField, Judge> = {
  name: ({ contact }, person) => isSame(contact['first'], person['given']) && isSame(contact['last'], person['family']),
  title: ({ contact }, person) =>
    titleWritings(person['title'] ?? '').some((writing) => isSame(writing, contact['title'])),
  company: ({ contact, domain }, person) =>
    domain === null ? fold(contact['company']).startsWith(fold(person['company'])) : domain === person['domain'],
  email: ({ contact }, person) => contact['email'] === person['email'],
  phone: ({ contact }, person) => {
    const own = [person['direct'], person['mobile']]
    const presentedAsOwn = contact['phone_type'] === 'direct' || contact['phone_type'] === 'mobile'
    return (presentedAsOwn ? own : [...own, person['switchboard']]).includes(contact['phone'])
  },
  address: ({ contact }, person) =>
    ['city', 'postcode', 'country'].every((part) => !contact[part] || isSame(contact[part], person[part])) &&
    (!contact['street'] || isSame(withoutUnitWord(contact['street']), withoutUnitWord(person['street'] ?? ''))),
}

function isSame(a: string | null, b: string | null): boolean {
  return fold(a) === fold(b)
}

/** Letters and digits, whatever the case and the marks. German writes `ü` as `ue` where it has no `ü`. */
function fold(text: string | null): string {
  return slugOf(text ?? '')
}

function withoutUnitWord(street: string): string {
  return street.replace(/\b(?:suite|ste|unit)\b\.?/i, '')
}
