import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveCompanies } from './resolve-companies.ts'
import { listDoubtedKeys, splitHomonyms, type PlacedClaim } from './split-homonyms.ts'

/** Which claims speak of one company: the companies' numbers, by claim. */
function companiesOf(claims: readonly PlacedClaim[]): number[] {
  const resolved = resolveCompanies(claims)
  const doubted = new Set(listDoubtedKeys(resolved))
  const split = splitHomonyms(
    resolved,
    claims.filter(({ key }) => doubted.has(key)),
  )
  const text = ({ key, domain, place }: Omit<PlacedClaim, 'n'>) => `${key}\t${domain}\t${place}`
  const placed = new Map(split.placements.map((placement) => [text(placement), placement.company]))
  return claims.map((claim) => placed.get(text(claim)) ?? split.resolved.ofKey.get(claim.key) ?? -1)
}

const claim = (key: string, domain: string | null, place: string | null, n = 5): PlacedClaim => ({
  key,
  domain,
  place,
  n,
})

test.each<[what: string, claims: PlacedClaim[], groups: string]>([
  [
    'towns of one name, each with a domain and a state of its own',
    [
      claim('city of springfield', 'springfieldmo.example', 'US|MO'),
      claim('city of springfield', 'spfld.example', 'US|IL'),
    ],
    'ab',
  ],
  [
    'one that says its state only goes to its town, one that says nothing to nobody',
    [
      claim('city of springfield', 'springfieldmo.example', 'US|MO'),
      claim('city of springfield', 'spfld.example', 'US|IL'),
      claim('city of springfield', null, 'US|IL'),
      claim('city of springfield', null, null),
    ],
    'abbc',
  ],
  [
    'nearly all mean the large one',
    [
      claim('acme', 'acme.example', 'US|NY', 200),
      claim('acme', 'zenith.example', 'GB|Leeds', 2),
      claim('acme', null, null),
    ],
    'aba',
  ],
  [
    'two domains in one place are one company’s',
    [claim('acme', 'acme.example', 'US|NY'), claim('acme', 'zenith.example', 'US|NY')],
    'aa',
  ],
  [
    'where they are is not known: nothing proves it',
    [claim('acme', 'acme.example', 'US|NY'), claim('acme', 'zenith.example', null)],
    'aa',
  ],
  [
    'the same name under another country’s ending is a branch',
    [claim('acme', 'acme.example', 'US|NY'), claim('acme', 'acme.test', 'DE|Berlin')],
    'aa',
  ],
  [
    'a name with more to it is a branch abroad, and another company in the next state',
    [
      claim('acme', 'acme.example', 'US|NY', 9),
      claim('acme', 'acme-france.example', 'FR|Lyon'),
      claim('acme', 'acmeohio.example', 'US|OH'),
    ],
    'aab',
  ],
  [
    'who has many domains at one place has them elsewhere too',
    [
      ...['one', 'two', 'three', 'four'].map((name) => claim('department of health', `${name}.example`, 'US|DC')),
      claim('department of health', 'five.example', 'US|GA'),
    ],
    'aaaaa',
  ],
  [
    'an address at somebody else’s domain proves nothing',
    [
      claim('acme', 'acme.example', 'US|NY', 9),
      claim('acme', 'beta.example', 'US|OH', 1),
      claim('beta', 'beta.example', 'US|OH', 9),
    ],
    'aab',
  ],
])('%s', (_, claims, groups) => {
  const companies = companiesOf(claims)
  const letters = [...new Set(companies)]
  expect(companies.map((company) => 'abcdefghi'[letters.indexOf(company)]).join('')).toBe(groups)
})

test('every company is known by something that no other is known by, and the order of the claims does not matter', () => {
  const one = fc.record({
    key: fc.constantFrom('acme', 'acme widgets', 'beta'),
    domain: fc.constantFrom('acme.example', 'zenith.example', 'beta.example', 'nadir.example', null),
    place: fc.constantFrom('US|NY', 'US|OH', 'FR|Lyon', null),
    n: fc.integer({ min: 1, max: 30 }),
  })
  const several = fc.uniqueArray(one, { selector: (c) => `${c.key} ${c.domain} ${c.place}`, maxLength: 12 })
  fc.assert(
    fc.property(several, (claims) => {
      const resolved = resolveCompanies(claims)
      const split = splitHomonyms(resolved, claims)
      expect(splitHomonyms(resolved, claims.toReversed())).toEqual(split)
      const known = new Set([
        ...split.resolved.ofKey.values(),
        ...split.resolved.ofDomain.values(),
        ...split.unnamed.map(({ company }) => company),
      ])
      expect(known.size).toBe(split.resolved.count)
    }),
  )
})
