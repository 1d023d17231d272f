import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysBetween, decayed, leftAfter, type ConfidentField } from './decay.ts'

const job = (level: string | null, work: string | null) => ({ level, function: work })

test.each<[number, ConfidentField, string | null, string | null, number]>([
  [0, 'company', null, null, 1000],
  [4.4, 'company', null, 'sales', 500],
  [6.1, 'email', 'director', 'sales', 500],
  [4.8, 'phone', 'staff', 'it', 500],
  [9.6, 'address', 'staff', 'it', 250],
  [5.7, 'title', null, 'engineering', 435],
  [40, 'name', null, null, 1000],
])('after %d years of a %s of a %s in %s, %i per mille are left', (years, field, level, work, left) => {
  expect(leftAfter(years * 365.25, { field, job: job(level, work) })).toBe(left)
})

test('confidence only falls, and is the same in one step as in two', () => {
  const days = fc.integer({ min: 0, max: 20_000 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), days, days, (confidence, a, b) => {
      const of = { field: 'company' as const, job: job('manager', null) }
      const whole = decayed(confidence, { ...of, days: a + b })
      const steps = decayed(decayed(confidence, { ...of, days: a }), { ...of, days: b })
      expect(Math.abs(whole - steps)).toBeLessThanOrEqual(2)
      expect(whole).toBeLessThanOrEqual(confidence)
    }),
  )
})

test('days are counted between dates alone', () => {
  expect(daysBetween('2025-12-31', '2026-01-02')).toBe(2)
  expect(daysBetween(null, '2026-01-02')).toBe(null)
  expect(daysBetween('soon', '2026-01-02')).toBe(null)
})
