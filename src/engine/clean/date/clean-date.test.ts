import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanDate } from './clean-date.ts'
import cases from './date-cases.json' with { type: 'json' }

test.each(cases)('$input is $value', ({ input, value, precision }) => {
  expect(cleanDate(input)).toMatchObject({ value, precision })
})

test('a day that may be a month is doubted, one that cannot is not', () => {
  expect(cleanDate('03/04/2024')).toMatchObject({ verdict: 'suspect', why: ['day_month_unclear'] })
  expect(cleanDate('13/04/2024')).toMatchObject({ verdict: 'repaired', why: ['tidied'] })
  expect(cleanDate('03/03/2024')).toMatchObject({ verdict: 'repaired', why: ['tidied'] })
})

test('whatever way a day is written, it is the same day', () => {
  const two = (number: number) => String(number).padStart(2, '0')
  const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
      const name = date.toLocaleDateString('en-US', { month: 'long', timeZone: 'UTC' })
      const german = date.toLocaleDateString('de-DE', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      })
      for (const text of [
        `${two(day)}.${two(month)}.${year}`,
        `${name} ${day}, ${year}`,
        `${day} ${name.slice(0, 3)} ${year}`,
        german,
        iso,
      ])
        expect([text, cleanDate(text).value]).toEqual([text, iso])
    }),
    { numRuns: 2000 },
  )
})
