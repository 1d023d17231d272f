import { expect, test } from 'vitest'
import { measureBlocks, type TrueContents } from './blocking-recall.ts'

const truth: TrueContents = new Map([
  [
    'ann',
    new Map([
      [0, 2],
      [1, 3],
      [2, 1],
    ]),
  ],
  ['bob', new Map([[3, 1]])],
])

// Pairs of records: 1 of content 0, 3 of content 1; 6 between 0 and 1, 2 between 0 and 2, 3 between 1 and 2.
test.each<[name: string, meet: (a: number, b: number) => boolean, recall: number]>([
  ['no block', () => false, 4 / 15],
  ['one block', () => true, 1],
  ['a block of two contents', (a, b) => a + b === 1, 10 / 15],
])('counts records, not contents: %s', (_, meet, recall) => {
  expect(measureBlocks(truth, meet)).toBeCloseTo(recall)
})

test('nothing to find is nothing lost', () => {
  expect(measureBlocks(new Map([['bob', new Map([[3, 1]])]]), () => false)).toBe(1)
})
