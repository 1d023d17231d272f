import { expect, test } from 'vitest'
import { disagreement, nearlyNumbers } from '../builders/phone-oracle.ts'

const NUMBERS = Number(process.env['PHONES'] ?? 1_000_000)

test(`of ${NUMBERS.toLocaleString('en')} numbers that are nearly somebody’s, Google’s library says the same`, () => {
  let [asked, other] = [0, 0]
  for (const text of nearlyNumbers(NUMBERS, 20_261_123)) {
    asked++
    if (disagreement(text)) other++
  }
  process.stdout.write(`${asked} numbers, ${other} disagreements\n`)
  expect(other).toBe(0)
}, 3_600_000)
