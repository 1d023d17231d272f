import { expect, test } from 'vitest'
import type { Texts } from './contact-truth.ts'
import { isFalseDirect, judgeContact } from './judge-contact.ts'

const person: Texts = {
  given: 'Zoë', family: 'Müller', title: 'Vice President of Sales', company: 'Acme', domain: 'acme.example',
  email: 'z.mueller@acme.example', direct: '+12025550101', mobile: '', switchboard: '+12025550100',
  street: '5 Oak Avenue, Suite 3', city: 'Köln', postcode: '50667', country: 'DE',
} // prettier-ignore

const judge = (contact: Texts, of: Texts | null = person) =>
  judgeContact({ id: 'c1', contact, domain: contact['company_domain'] ?? null, person: of })

test.each<[string, Texts, Record<string, boolean>]>([
  ['marks and case', { name: 'ZOE MULLER', first: 'ZOE', last: 'MULLER' }, { name: true }],
  ['a slip', { name: 'Zoe Muler', first: 'Zoe', last: 'Muler' }, { name: false }],
  ['another job', { title: 'VP of Marketing' }, { title: false }],
  ['the usual short form', { title: 'VP of Sales' }, { title: true }],
  ['a former company', { company: 'Old', company_domain: 'old.example' }, { company: false }],
  ['a company known by name alone', { company: 'ACME Inc.' }, { company: true }],
  ['the company’s mailbox', { email: 'info@acme.example' }, { email: false }],
  ['the switchboard', { phone: '+12025550100', phone_type: 'switchboard' }, { phone: true }],
  ['the switchboard as a mobile', { phone: '+12025550100', phone_type: 'mobile' }, { phone: false }],
  ['an office', { street: '5 Oak Avenue, #3', city: 'Koln', postcode: null }, { address: true }],
  ['an office elsewhere', { street: '5 Oak Avenue, #3', city: 'Bonn' }, { address: false }],
])('%s', (_, contact, expected) => {
  expect(judge(contact)).toEqual(expected)
})

test('nothing is true of nobody', () => {
  expect(judge({ name: 'Front Desk', title: 'VP of Sales' }, null)).toEqual({ name: false, title: false })
})

test('a switchboard that is presented as somebody’s own number is found', () => {
  const contact = (phone: string, phone_type: string) => ({
    id: 'c1',
    contact: { phone, phone_type },
    domain: null,
    person,
  })
  expect(isFalseDirect(contact('+12025550100', 'mobile'))).toBe(true)
  expect(isFalseDirect(contact('+12025550100', 'switchboard'))).toBe(false)
  expect(isFalseDirect(contact('+12025550101', 'direct'))).toBe(false)
})
