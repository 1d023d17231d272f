import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countCodes,
  countCommon,
  countRows,
  everyRow,
  intersectRows,
  toDense,
  uniteRows,
  type RowSet,
} from './row-set.ts'

const rowsOf = (set: RowSet, rows: number): number[] => {
  const { data } = toDense(set, rows)
  return Array.from({ length: rows }, (_, row) => row).filter((row) => (data[row >>> 5] >>> (row & 31)) & 1)
}

/** A number of rows and some sets over them, sparse or dense. */
const someSets = fc.integer({ min: 1, max: 200 }).chain((rows) =>
  fc.tuple(
    fc.constant(rows),
    fc.array(
      fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: rows - 1 })), fc.boolean()).map(([list, dense]) => {
        const sparse: RowSet = { dense: false, data: Uint32Array.from(list).sort() }
        return { held: new Set(list), set: dense ? toDense(sparse, rows) : sparse }
      }),
      { minLength: 1, maxLength: 4 },
    ),
  ),
)

test('union, intersection and counts are those of sets', () => {
  fc.assert(
    fc.property(someSets, ([rows, drawn]) => {
      const sets = drawn.map(({ set }) => set)
      const held = drawn.map((each) => each.held)
      const before = sets.map((set) => set.data.slice())
      const all = Array.from({ length: rows }, (_, row) => row)
      const common = all.filter((row) => held.every((set) => set.has(row)))
      expect(rowsOf(intersectRows(sets), rows)).toEqual(common)
      expect(countRows(intersectRows(sets))).toBe(common.length)
      expect(rowsOf(uniteRows(sets, rows), rows)).toEqual(all.filter((row) => held.some((set) => set.has(row))))
      expect(countCommon(sets[0], sets.at(-1)!)).toBe(
        all.filter((row) => held[0].has(row) && held.at(-1)?.has(row)).length,
      )
      const codes = Uint8Array.from(all, (row) => row % 5)
      const counts = new Uint32Array(5)
      countCodes(sets[0], codes, counts)
      expect([...counts]).toEqual(
        [0, 1, 2, 3, 4].map((code) => all.filter((row) => row % 5 === code && held[0].has(row)).length),
      )
      expect(sets.map((set) => set.data)).toEqual(before)
    }),
  )
})

test.each([0, 1, 31, 32, 33, 64, 1000])('every row of %i', (rows) => {
  expect(countRows(everyRow(rows))).toBe(rows)
})
