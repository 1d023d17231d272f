import { expect, test } from 'vitest'
import { findClash } from './find-clash.ts'

const one = (number: number, a: string, b: string) => ({ number, verdict: 'one' as const, a: [a], b: [b] })
const two = (number: number, a: string, b: string) => ({ number, verdict: 'two' as const, a: [a], b: [b] })

test.each([
  ['nothing before', [], one(0, 'x', 'y'), null],
  ['the opposite', [two(1, 'x', 'y')], one(0, 'y', 'x'), 1],
  ['the opposite, the other way round', [one(1, 'x', 'y')], two(0, 'y', 'x'), 1],
  ['through a chain', [one(1, 'x', 'y'), one(2, 'y', 'z')], two(0, 'x', 'z'), 2],
  ['a chain closed last', [one(1, 'x', 'y'), two(2, 'x', 'z')], one(0, 'y', 'z'), 2],
  ['others', [one(1, 'x', 'y'), two(2, 'x', 'z')], two(0, 'y', 'z'), null],
])('%s', (_label, before, next, clash) => expect(findClash(before, next)).toBe(clash))
