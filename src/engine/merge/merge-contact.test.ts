import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ContactEvidence, PhoneEvidence } from './evidence.ts'
import { mergeContact } from './merge-contact.ts'

function said(parts: Partial<ContactEvidence> = {}): ContactEvidence {
  return {
    display: null, prefix: null, first: 'Mara', middle: null, last: 'Lindqvist', suffix: null, name_sure: 1000,
    title: null, level: null, function: null, subfunction: null, title_sure: null,
    company_id: null, company: null, industry: null, unit: null,
    emails: null, phones: null, addresses: null, linkedin: null,
    first_seen: null, seen: null, sources: [0], records: 1,
    ...parts,
  } // prettier-ignore
}

const phone = (value: string, names: number): PhoneEvidence => ({ value, kind: 'phone', type: null, sure: 1000, names })
const email = (value: string, role = false) => ({
  value,
  verdict: 'valid',
  role,
  sure: 1000,
  domain: value.split('@')[1],
})

test('a name spelt out beats an initial, however many say the initial', () => {
  const evidence = [said({ first: 'M', sources: [1] }), said({ first: 'M', sources: [2] }), said({ sources: [3] })]
  expect(mergeContact(evidence).name).toBe('Mara Lindqvist')
})

test('capitals are the same name, and are shown as a name is written', () => {
  const shouted = said({ first: 'MARA', last: 'MCDONALD', display: 'Mara McDonald', sources: [1] })
  const contact = mergeContact([
    shouted,
    said({ first: 'mara', last: 'mcdonald', display: 'Mara McDonald', sources: [2] }),
  ])
  expect(contact).toMatchObject({ name: 'Mara McDonald', first: 'Mara', last: 'McDonald', support: 2 })
})

test('the present position is the one said last; the one before is history', () => {
  const old = said({
    company_id: 'o1',
    company: 'Old',
    title: 'Buyer',
    first_seen: '2023-01-01',
    seen: '2024-01-01',
    sources: [1, 2],
  })
  const now = said({ company_id: 'o2', company: 'New', title: 'Head of Buying', seen: '2025-01-01', sources: [3] })
  const contact = mergeContact([old, now])
  expect(contact).toMatchObject({ company: 'New', title: 'Head of Buying', support: 3 })
  expect(contact.history).toEqual(['Buyer\u001fOld\u001f2023-01-01\u001f2024-01-01'])
})

test('a number that many carry is called a switchboard and comes after a line of one’s own', () => {
  const contact = mergeContact([said({ phones: [phone('+12025550100', 12), phone('+12025550177', 1)] })])
  expect(contact).toMatchObject({ phone: '+12025550177', phone_type: 'unknown', phones: ['+12025550100'] })
  expect(mergeContact([said({ phones: [phone('+12025550100', 12)] })]).phone_type).toBe('switchboard')
})

test('a switchboard is never presented as a number of one’s own', () => {
  const kinds = fc.constantFrom('phone', 'mobile' as const)
  const number = fc.record({
    kind: kinds,
    names: fc.integer({ min: 3, max: 900 }),
    type: fc.constantFrom(null, 'mobile', 'fixed-line'),
  })
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 3 }), (list) => {
      const phones = list.map((each, i) => ({ ...phone(`+1202555010${i}`, each.names), ...each }))
      expect(mergeContact([said({ phones })]).phone_type).toBe('switchboard')
    }),
  )
  const mixed = { ...phone('+12025550100', 2), kind: 'mobile' as const, desks: 1 }
  expect(mergeContact([said({ phones: [mixed] })]).phone_type).toBe('unknown')
})

test('a mailbox of the company is hardly believed to be the person’s', () => {
  const contact = mergeContact([said({ emails: [email('info@a.example', true)], sources: [0, 1, 2] })])
  expect(contact).toMatchObject({ email: 'info@a.example', email_role: true })
  expect(contact.confidence_email).toBeLessThan(100)
})

test('a person’s address comes before a mailbox of the company', () => {
  const contact = mergeContact([said({ emails: [email('info@a.example', true), email('mara@a.example')] })])
  expect(contact).toMatchObject({ email: 'mara@a.example', email_role: false, emails: ['info@a.example'] })
})

const evidence: fc.Arbitrary<Partial<ContactEvidence>> = fc.record({
  first: fc.constantFrom('Mara', 'MARA', 'M', 'Mary'),
  last: fc.constantFrom('Lindqvist', 'Lindquist'),
  company_id: fc.constantFrom('o1', 'o2', null),
  title: fc.constantFrom('Buyer', 'Head', null),
  seen: fc.constantFrom('2024-01-01', '2025-01-01', null),
  emails: fc.constantFrom(null, [email('a@a.example')], [email('b@a.example'), email('info@a.example', true)]),
  phones: fc.constantFrom(null, [phone('+12025550100', 5)], [phone('+12025550177', 1)]),
  sources: fc.uniqueArray(fc.nat(4), { minLength: 1 }),
})

test('neither the order of the evidence nor the numbers of the sources matter', () => {
  fc.assert(
    fc.property(fc.array(evidence, { minLength: 1, maxLength: 8 }), (list) => {
      const contact = mergeContact(list.map((e) => said(e)))
      expect(mergeContact(list.toReversed().map((e) => said(e)))).toEqual(contact)
      const renamed = list.map((e) => said({ ...e, sources: (e.sources ?? []).map((source) => 900 - source * 7) }))
      expect(mergeContact(renamed)).toEqual(contact)
    }),
  )
})

test('confidence grows with independent support and falls with contradiction', () => {
  const alone = mergeContact([said()])
  const two = mergeContact([said({ sources: [0, 1] })])
  const contradicted = mergeContact([said({ sources: [0, 1] }), said({ last: 'Smith', sources: [2, 3] })])
  expect(two.confidence_name).toBeGreaterThan(alone.confidence_name)
  expect(contradicted.confidence_name).toBeLessThan(two.confidence_name)
})
