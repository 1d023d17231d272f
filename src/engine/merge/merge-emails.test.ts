import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ContactEvidence, EmailEvidence } from './evidence.ts'
import { confidenceOf } from './confidence.ts'
import { mergeEmails } from './merge-emails.ts'
import { openJudge } from './trust.ts'

const anEmail = (value: string, more: Partial<EmailEvidence> = {}): EmailEvidence => ({
  value,
  verdict: 'valid',
  role: false,
  sure: 1000,
  domain: 'acme.example',
  ...more,
})

const said = (...emails: EmailEvidence[]) =>
  emails.map((email, i) => ({ emails: [email], seen: '2031-01-01', sources: [i] }) as unknown as ContactEvidence)

const job = { level: null, function: null }
const merged = (...emails: EmailEvidence[]) => {
  const [evidence, judge] = [said(...emails), openJudge()]
  const { signs, ...rest } = mergeEmails(evidence, { present: evidence, judge, job, last: null })
  return { ...rest, confidence_email: signs ? confidenceOf('email', signs) : 0 }
}

test('an address that cannot be delivered to goes last, and is hardly believed', () => {
  const gone = anEmail('a@acme.example', { checked: 'undeliverable' })
  expect(merged(gone, anEmail('b@acme.example'))).toMatchObject({ email: 'b@acme.example', emails: ['a@acme.example'] })
  expect(merged(gone, anEmail('info@acme.example', { role: true })).email).toBe('info@acme.example')
  expect(merged(gone).email_verdict).toBe('undeliverable')
  expect(merged(gone).confidence_email).toBeLessThan(100)
})

test('one that can be goes before its likes, and is believed more', () => {
  const there = anEmail('b@acme.example', { checked: 'deliverable' })
  expect(merged(anEmail('a@acme.example'), there)).toMatchObject({
    email: 'b@acme.example',
    email_verdict: 'deliverable',
  })
  expect(merged(there).confidence_email).toBeGreaterThan(merged(anEmail('b@acme.example')).confidence_email)
})

test('what nobody knows changes neither order nor confidence, and a server that takes everything tells no more', () => {
  const checked = fc.constantFrom(undefined, null, 'accept-all' as const)
  const value = fc.constantFrom('a@acme.example', 'b@acme.example', 'c@acme.example')
  const email = fc.record({ value, role: fc.boolean(), sure: fc.integer({ min: 0, max: 1000 }), checked })
  fc.assert(
    fc.property(fc.uniqueArray(email, { maxLength: 3, selector: (each) => each.value }), (list) => {
      const plain = merged(...list.map((each) => anEmail(each.value, { ...each, checked: null })))
      const asked = merged(...list.map((each) => anEmail(each.value, each)))
      expect({ ...asked, email_verdict: null }).toEqual({ ...plain, email_verdict: null })
    }),
  )
})
