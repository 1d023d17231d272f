import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import clocks from './clocks.json' with { type: 'json' }
import { addPeriod, dueDay, eraseDay, extendedDay, lawOf } from './request-clock.ts'

test.each([
  ['2026-01-31', { months: 1 }, '2026-02-28'],
  ['2028-01-31', { months: 1 }, '2028-02-29'],
  ['2026-03-31', { months: 1 }, '2026-04-30'],
  ['2026-12-15', { months: 1 }, '2027-01-15'],
  ['2026-11-30', { months: 3 }, '2027-02-28'],
  ['2026-03-02', { days: 45 }, '2026-04-16'],
  ['2026-12-31', { days: 1 }, '2027-01-01'],
  ['2026-03-06', { businessDays: 1 }, '2026-03-09'], // a Friday
  ['2026-03-07', { businessDays: 1 }, '2026-03-09'],
  ['2026-07-02', { businessDays: 1 }, '2026-07-06'], // the Fourth is a Saturday: the Friday is free
  ['2026-12-24', { businessDays: 10 }, '2027-01-11'],
])('%s and %o is %s', (day, period, due) => {
  expect(addPeriod(day, period, 'us')).toBe(due)
})

test.each([
  ['DE', 'gdpr'],
  ['GB', 'gdpr'],
  ['US', 'ccpa'],
  ['JP', 'other'],
  [null, 'other'],
])('in %s the clock of %s runs', (country, law) => {
  expect(lawOf(country)).toBe(law)
})

test('of what is not known, nobody waits longer than under any law that is', () => {
  for (let month = 1; month <= 12; month++) {
    const received = `2026-${String(month).padStart(2, '0')}-01`
    const due = (law: string) => dueDay({ law, kind: 'access', received })
    expect(due('other') <= due('gdpr') && due('other') <= due('ccpa')).toBe(true)
  }
})

/** Every day from 2024 to 2032, and the same reckoned in another way: day by day. */
const days = Array.from({ length: 3288 }, (_, n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
const free = new Set(clocks.holidays.us)

describe('every start from 2024 to 2032', () => {
  test('a month ends on the same day of the next month, or on its last', () => {
    for (const day of days) {
      const due = addPeriod(day, { months: 1 }, null)
      const [, month = 0, date = 0] = day.split('-').map(Number)
      const [, nextMonth = 0, nextDate = 0] = due.split('-').map(Number)
      expect(nextMonth).toBe((month % 12) + 1)
      const after = addPeriod(due, { days: 1 }, null)
      expect(nextDate === date || (nextDate < date && after.endsWith('-01'))).toBe(true)
    }
  })

  test('the fifteenth business day is the fifteenth in the list of them', () => {
    for (const day of days.slice(0, -40)) {
      const due = addPeriod(day, { businessDays: 15 }, 'us')
      const next = businessDays.findIndex((each) => each > day)
      expect(due).toBe(businessDays[next + 14])
    }
  })

  test('days are days', () => {
    const start = fc.integer({ min: 0, max: days.length - 400 })
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 399 }), (at, count) => {
        expect(addPeriod(days[at] ?? '', { days: count }, null)).toBe(days[at + count])
      }),
    )
  })
})

/** 1 January 2024 was a Monday: from there on, weekdays are counted, not asked of a calendar. */
const businessDays = days.filter((day, n) => n % 7 < 5 && !free.has(day))

test('the extension begins where the answer was due; papers outlive the answer', () => {
  const due = dueDay({ law: 'gdpr', kind: 'access', received: '2026-03-02' })
  expect([due, extendedDay('gdpr', due)]).toEqual(['2026-04-02', '2026-06-02'])
  expect(eraseDay('ccpa', '2026-03-02')).toBe('2028-03-02')
})

test('holidays are known for every year that a clock may run into, and none is on a weekend', () => {
  for (let year = 2024; year <= 2034; year++)
    expect(clocks.holidays.us.filter((day) => day.startsWith(String(year))).length).toBeGreaterThanOrEqual(10)
  expect(clocks.holidays.us.filter((day) => [0, 6].includes(new Date(day).getUTCDay()))).toEqual([])
})
