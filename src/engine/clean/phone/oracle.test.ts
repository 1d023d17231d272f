import { expect, test } from 'vitest'
import { disagreement, exampleNumbers, nearlyNumbers } from '../../../../test/builders/phone-oracle.ts'

const differences = (numbers: Iterable<string>) => {
  const found: unknown[] = []
  for (const text of numbers) {
    const difference = disagreement(text)
    if (difference && found.length < 20) found.push({ text, ...difference })
  }
  return found
}

test('of every example number Google’s library says the same', () => {
  const examples = exampleNumbers()
  expect(examples.length).toBeGreaterThan(1300)
  expect(differences(examples)).toEqual([])
})

test('and of numbers that are nearly somebody’s', () => {
  expect(differences(nearlyNumbers(10_000, 7))).toEqual([])
}, 60_000)
