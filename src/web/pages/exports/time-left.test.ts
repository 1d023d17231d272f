import { expect, test } from 'vitest'
import { timeLeft } from './time-left.ts'

const created = '2026-11-23T10:00:00.000Z'
const after = (seconds: number) => Date.parse(created) + seconds * 1000

test.each<[number, number, number, string]>([
  [0, 100, 30, 'just begun'],
  [50, 100, 0.5, 'just begun'],
  [50, 100, 10, '10 seconds left'],
  [1, 100, 10, '17 minutes left'],
  [100, 100, 10, 'nearly done'],
])('%i of %i after %s s: %s', (done, total, seconds, words) => {
  expect(timeLeft({ done, total, created }, after(seconds))).toBe(words)
})
