import { expect, test } from 'vitest'
import { canSearch } from './policy.ts'

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['127.0.0.1.evil.example', false],
  ['', false],
])('%s may search: %s', (address, may) => {
  expect(canSearch({ address })).toBe(may)
})
