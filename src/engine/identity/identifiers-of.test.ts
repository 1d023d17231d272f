import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanEmail } from '../clean/index.ts'
import cases from './identity-cases.json' with { type: 'json' }
import { identifierOfEmail, identifiersOf, identifiersOfParts, linkedinPath, type PersonParts } from './index.ts'
import shortNames from './short-names.json' with { type: 'json' }

test.each(cases)('$says', ({ says, gives }) => {
  expect(identifiersOf(says)).toEqual(gives)
})

test('a role mailbox counts when the person tells it, and with it name and company', () => {
  const person = { emails: ['info@acme.example'], names: ['Mara Lindqvist'], companies: ['Acme'] }
  expect(identifiersOf(person, { given: true })).toEqual([
    'email:info@acme.example',
    'name-company:mara lindqvist|acme',
    'name-domain:mara lindqvist|acme.example',
  ])
})

const scraps = [
  'Bob',
  'Smith',
  '@',
  'acme.example',
  '+1202555',
  '0100',
  'Acme',
  'Inc',
  '李',
  '\ud800',
  '\0',
  '|',
  ' ',
  'ß',
]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...scraps), { maxLength: 8 }).map((parts) => parts.join('')),
)
const texts = fc.array(text, { maxLength: 4 })
const person = fc.record({
  names: texts,
  emails: texts,
  phones: texts,
  mobiles: texts,
  companies: texts,
  domains: texts,
  linkedin: texts,
})

test('never throws; sorted, none twice, each of a known kind; the order of what is said does not matter', () => {
  fc.assert(
    fc.property(person, (said) => {
      const found = identifiersOf(said)
      expect(found).toEqual([...new Set(found)].sort())
      for (const each of found) expect(each).toMatch(/^(email|mobile|phone-name|name-company|name-domain|linkedin):./su)
      const turned = Object.fromEntries(Object.entries(said).map(([key, list]) => [key, list.toReversed()]))
      expect(identifiersOf(turned)).toEqual(found)
    }),
    { numRuns: 500, seed: 5 },
  )
})

test('saying more of a person takes no identifier away', () => {
  fc.assert(
    fc.property(person, text, (said, more) => {
      const found = identifiersOf({ ...said, names: [...said.names, more] })
      for (const each of identifiersOf(said)) expect(found).toContain(each)
    }),
    { numRuns: 300, seed: 5 },
  )
})

test('the clean form of an address has the identifier of the address', () => {
  fc.assert(
    fc.property(text, (raw) => {
      const { value } = cleanEmail(raw)
      const said = identifierOfEmail(raw)
      expect(said === null || value === null ? said : identifierOfEmail(value)).toBe(said)
    }),
    { numRuns: 500, seed: 5 },
  )
})

test('a page of LinkedIn keeps its path, whatever is asked', () => {
  fc.assert(
    fc.property(text, (raw) => {
      expect(linkedinPath(`https://de.linkedin.com/in/${raw}`) ?? 'in/').toMatch(/^in\//)
    }),
  )
})

test('spelling a short name out is done once', () => {
  const formal = new Set(Object.values(shortNames))
  expect(Object.keys(shortNames).filter((name) => formal.has(name))).toEqual([])
})

describe('how far an identifier reaches', () => {
  const parts = (some: Partial<PersonParts>): PersonParts => ({
    names: [], emails: [], phones: [], companies: [], domains: [], linkedin: [], ...some,
  }) // prettier-ignore
  const email = (role: boolean, carriers: number) => ({ key: 'a@a.example', role, carriers })
  test.each([
    ['one’s own address', email(false, 1), ['sure']],
    ['one that two people have', email(false, 2), ['sure']],
    ['one that many have', email(false, 3), ['asked']],
    ['a role mailbox of one person', email(true, 1), ['asked']],
    ['a role mailbox of several', email(true, 9), ['asked']],
  ])('%s', (_, each, reach) => {
    expect(identifiersOfParts(parts({ emails: [each] })).map((found) => found.reach)).toEqual(reach)
  })

  test('a mobile that many carry is a switchboard', () => {
    const phone = (carriers: number) => parts({ phones: [{ e164: '+12025550100', mobile: true, carriers }] })
    expect(identifiersOfParts(phone(2))).toEqual([{ text: 'mobile:+12025550100', reach: 'sure' }])
    expect(identifiersOfParts(phone(3))).toEqual([])
  })

  test('a cluster of everybody has a bounded number of identifiers', () => {
    const many = Array.from({ length: 500 }, (_, i) => `name${i}`)
    const names = many.map((last) => ({ first: 'Ann', last }))
    expect(identifiersOfParts(parts({ names, companies: many, domains: many }))).toHaveLength(2 * 32 * 32)
  })
})
