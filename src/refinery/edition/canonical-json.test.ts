import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('keys are in order, nulls are left out, there is no white space', () => {
  expect(canonicalJson({ b: 1, a: 'x', c: null, d: true, e: ['y', 'z'] })).toBe(
    '{"a":"x","b":1,"d":true,"e":["y","z"]}',
  )
})

test('strings are escaped as RFC 8785 prescribes', () => {
  expect(canonicalJson({ a: '\u20ac$\u000f\nA\'B"\\\\"/\u007f\u2028' })).toBe(
    '{"a":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"}',
  )
})

test('the order in which the columns were set does not matter', () => {
  const row = fc.dictionary(fc.stringMatching(/^[a-z_]+$/), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean()))
  fc.assert(
    fc.property(row, (columns) => {
      const turned = Object.fromEntries(Object.entries(columns).toReversed())
      expect(canonicalJson(turned)).toBe(canonicalJson(columns))
      expect(JSON.parse(canonicalJson(columns))).toEqual({ ...columns })
    }),
  )
})

test.each([[{ a: 0.5 }], [{ a: Number.NaN }], [{ a: 2 ** 53 }], [{ a: '\ud800' }]])('%j is refused', (row) => {
  expect(() => canonicalJson(row)).toThrow(TypeError)
})
