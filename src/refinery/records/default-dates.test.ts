import { expect, test } from 'vitest'
import { listDefaultDaters } from './default-dates.ts'

test.each([
  ['all of them', { dated: 400, first: 400 }, true],
  ['one in ten', { dated: 400, first: 40 }, true],
  ['as many as there are by chance', { dated: 400, first: 2 }, false],
  ['too few to tell', { dated: 6, first: 6 }, false],
  ['none', { dated: 0, first: 0 }, false],
])('first of January, %s', (_, rows, isDefault) => {
  expect(listDefaultDaters([{ unit: 3, ...rows }])).toEqual(isDefault ? [3] : [])
})
