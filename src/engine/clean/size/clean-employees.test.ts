import { expect, test } from 'vitest'
import { cleanEmployees } from './clean-employees.ts'
import cases from './employees-cases.json' with { type: 'json' }

test.each(cases)('$input is $value', ({ input, value, band }) => {
  expect(cleanEmployees(input)).toMatchObject({ value, band })
})

test('what a spreadsheet made of a band is said', () => {
  expect(cleanEmployees('10-Feb')).toMatchObject({ low: 2, high: 10, why: ['spreadsheet_date', 'tidied'] })
  expect(cleanEmployees('2-10')).toMatchObject({ verdict: 'valid', why: [] })
})
