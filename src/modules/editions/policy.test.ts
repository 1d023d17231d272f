import { expect, test } from 'vitest'
import { canOperate } from './policy.ts'

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.0.2.1', false],
  ['::ffff:192.0.2.1', false],
  ['', false],
])('%s may operate: %s', (address, may) => {
  expect(canOperate({ address })).toBe(may)
})
