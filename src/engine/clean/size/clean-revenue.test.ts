import { expect, test } from 'vitest'
import { cleanRevenue } from './clean-revenue.ts'
import cases from './revenue-cases.json' with { type: 'json' }

test.each(cases)('$input is $value', ({ input, value, band }) => {
  expect(cleanRevenue(input)).toMatchObject({ value, band })
})

test('a currency that nobody named is not guessed', () => {
  expect(cleanRevenue('12 Mio.')).toMatchObject({ value: '12000000', currency: null, why: ['no_currency', 'tidied'] })
})
