import { expect, it } from 'vitest'
import { calibration } from '../../../engine/merge/index.ts'
import { reliabilityOf } from './reliability-of.ts'

it('reads what an edition says of every field', () => {
  const found = reliabilityOf({ completeness: {}, calibration })
  expect(found?.people).toBe(calibration.world.people)
  expect(found?.fields.map(({ field }) => field)).toEqual(Object.keys(calibration.fields))
  for (const { points, ece, brier, brierOfNone } of found?.fields ?? []) {
    expect(points).toHaveLength(10)
    expect(ece).toBeGreaterThan(0)
    expect(brier).toBeLessThan(brierOfNone ?? 0)
  }
})

it.each([
  ['nothing', {}],
  ['completeness alone', { completeness: { title: 1 } }],
  ['no fields', { calibration: { name: 'x', fields: {} } }],
  ['fields of another form', { calibration: { fields: { title: 7, email: { ece: 'small' } } } }],
  ['another form altogether', { calibration: 'yes' }],
])('an edition that says %s has none', (_label, quality) => expect(reliabilityOf(quality)).toBeNull())
