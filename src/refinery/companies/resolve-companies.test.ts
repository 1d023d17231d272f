import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveCompanies, type CompanyClaim } from './resolve-companies.ts'
import { isSameCompany } from './same-company.ts'

test.each([
  ['north wind tools', 'northwind tools', true],
  ['acme', 'acme widgets', true],
  ['international business machines', 'ibm', true],
  ['blue harbour shipping', 'blue harbor shipping', true],
  ['lakeside foods', 'lakeside dental', false],
  ['hill group', 'dale group', false],
  ['abc', 'abd', false],
])('%s and %s: %s', (a, b, same) => {
  expect(isSameCompany(a, b)).toBe(same)
  expect(isSameCompany(b, a)).toBe(same)
})

test('alike names on one domain are one company; unlike ones are not; a domain goes to who claims it most', () => {
  const { count, ofKey, ofDomain } = resolveCompanies([
    { key: 'acme', domain: 'acme.example', n: 9 },
    { key: 'acme widgets', domain: 'acme.example', n: 2 },
    { key: 'other trade', domain: 'acme.example', n: 1 },
    { key: null, domain: 'alone.example', n: 1 },
  ])
  expect(count).toBe(3)
  expect(ofKey.get('acme')).toBe(ofKey.get('acme widgets'))
  expect(ofKey.get('other trade')).not.toBe(ofKey.get('acme'))
  expect(ofDomain.get('acme.example')).toBe(ofKey.get('acme'))
  expect(ofDomain.has('alone.example')).toBe(true)
})

test('alike names with one telephone or address are one company; neighbours are not, nor are tenants of a business centre', () => {
  const claims = ['harbour freight', 'harbuor freight', 'harbour dental', 'lone'].map((key) => ({
    key,
    domain: null,
    n: 1,
  }))
  const { ofKey, count } = resolveCompanies(claims, [['harbour dental', 'harbour freight', 'harbuor freight']])
  expect(ofKey.get('harbour freight')).toBe(ofKey.get('harbuor freight'))
  expect(count).toBe(3)
  const tenants = Array.from({ length: 12 }, (_, at) => `tenant ${at}`)
  expect(resolveCompanies(claims, [['harbour freight', 'harbuor freight', ...tenants]]).count).toBe(4)
})

test('the order of the claims does not matter', () => {
  const name = fc.constantFrom('acme', 'acme widgets', 'acme wigdets', 'aw', 'beta', 'beta labs', null)
  const domain = fc.constantFrom('a.example', 'b.example', 'c.example', null)
  const claim: fc.Arbitrary<CompanyClaim> = fc.record({ key: name, domain, n: fc.integer({ min: 1, max: 3 }) })
  fc.assert(
    fc.property(fc.uniqueArray(claim, { selector: (c) => `${c.key} ${c.domain}` }), (claims) => {
      expect(resolveCompanies(claims.toReversed())).toEqual(resolveCompanies(claims))
    }),
  )
})
