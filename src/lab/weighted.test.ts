import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEndFinder, findEnd } from './weighted.ts'

test('the finder with a guide finds what the search without one does', () => {
  const weights = fc.array(fc.oneof(fc.double({ min: 1e-9, max: 1, noNaN: true }), fc.constant(1000)), {
    minLength: 1,
    maxLength: 60,
  })
  fc.assert(
    fc.property(weights, fc.array(fc.double({ min: 0, max: 0.9999999, noNaN: true })), (list, points) => {
      let total = 0
      const ends = Float64Array.from(list, (weight) => (total += weight))
      const find = createEndFinder(ends)
      for (const point of [...points.map((share) => share * total), ...ends.subarray(0, -1)])
        expect(find(point)).toBe(findEnd(ends, point))
    }),
  )
})
