import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measureReliability, type Judged } from './reliability.ts'

const statements = (...of: [confidence: number, right: number, wrong: number][]): Judged[] =>
  of.flatMap(([confidence, right, wrong]) =>
    Array.from({ length: right + wrong }, (_, i) => ({ confidence, right: i < right })),
  )

test('confidence that is the share of true statements is without error', () => {
  const { ece, accuracy, brier, brierOfNone } = measureReliability(statements([900, 90, 10], [500, 50, 50]))
  expect(ece).toBeCloseTo(0)
  expect(accuracy).toBeCloseTo(0.7)
  expect(brier).toBeCloseTo(0.17)
  expect(brierOfNone).toBeCloseTo(0.21)
})

test('errors of opposite sign do not make up for each other', () => {
  expect(measureReliability(statements([1000, 50, 50], [0, 50, 50])).ece).toBeCloseTo(0.5)
})

test('bins are of equal counts, and neither the order nor ties across their borders matter', () => {
  const judged = fc.record({ confidence: fc.integer({ min: 0, max: 1000 }), right: fc.boolean() })
  fc.assert(
    fc.property(fc.array(judged, { minLength: 1, maxLength: 80 }), (list) => {
      const measured = measureReliability(list)
      expect(measureReliability(list.toReversed())).toEqual(measured)
      const counts = measured.bins.map(({ count }) => count)
      expect(counts.reduce((a, b) => a + b)).toBe(list.length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      expect(measured.ece).toBeLessThanOrEqual(1)
    }),
  )
})
