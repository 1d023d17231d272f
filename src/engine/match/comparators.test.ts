import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareDates } from './compare-dates.ts'
import { compareOrganisations } from './compare-organisations.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { areFarApart, letterSet } from './letter-sets.ts'
import { isOneEdit } from './one-edit.ts'
import { valueKey } from './value-key.ts'

test.each([
  ['martha', 'marhta', 0.9611],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.8133],
  ['abc', 'xyz', 0],
])('Jaro–Winkler of %s and %s (published values)', (a, b, similarity) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(similarity, 4)
  expect(jaroWinkler(b, a)).toBeCloseTo(similarity, 4)
})

test.each([
  ['abcd', 'abxd', true],
  ['abcd', 'abd', true],
  ['abcd', 'acbd', true],
  ['abcd', 'abcd', false],
  ['abcd', 'badc', false],
  ['abcd', 'ab', false],
])('one edit: %s, %s → %s', (a, b, expected) => expect(isOneEdit(a, b)).toBe(expected))

test.each([
  ['18600521', '18600521', 0],
  ['18600521', '18600522', 1],
  ['18600512', '18601205', 1],
  ['18600521', '18600611', 2],
  ['18600521', '1860', 2],
  ['18600521', '18651130', 3],
  ['18600521', '19211130', 4],
])('dates %s, %s → level %i', (a, b, level) => expect(compareDates(a, b)).toBe(level))

test.each([
  ['hotel bel air', 'bel air hotel', 0],
  ['grill the', 'the grill', 0],
  ['fenix', 'fenix at the argyle', 1],
  ['arts deli', 'arts delicatessen', 0],
  ['cafe roma', 'cafe lalo', 3],
  ['apple pan', 'la cachette', 4],
])('organisations %s, %s → level %i', (a, b, level) => expect(compareOrganisations(a, b)).toBe(level))

test.each([
  ['phone', '+1 (302) 555-0100', '3025550100'],
  ['phone', '302/555-0100', '3025550100'],
  ['email', ' Ann@ACME.example ', 'ann@acme.example'],
  ['email', 'none', ''],
  ['organisation', 'The Acme Company, Inc.', 'acme'],
  ['address', '12 North Main Street', '12 n main st'],
  ['date', '05/21/1860', '18600521'],
  ['date', '1860', '1860'],
  ['postcode', 'ub8 3tn', 'ub83tn'],
] as const)('%s %s is compared as %s', (role, text, key) => expect(valueKey(role, text)).toBe(key))

test('the cheap test by letters never hides a similar pair', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'l', 'n', 'o', 'r', 's', 't', '0', '1'),
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(word, word, (a, b) => {
      if (!areFarApart(letterSet(a), letterSet(b), a.length, b.length)) return
      expect(jaroWinkler(a, b)).toBeLessThan(0.9)
      expect(isOneEdit(a, b)).toBe(false)
    }),
    { numRuns: 2000 },
  )
})
