import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inheritIds } from './inherit-ids.ts'

test('new clusters are numbered in their order', () => {
  expect(inheritIds({ clusters: [4, 9], shares: [], next: 7 })).toEqual({ ids: [7, 8], next: 9, retired: [] })
})

test('an id survives in the part that holds most of its members', () => {
  const shares = [
    { cluster: 1, id: 5, n: 2 },
    { cluster: 2, id: 5, n: 3 },
  ]
  expect(inheritIds({ clusters: [1, 2], shares, next: 9 })).toEqual({ ids: [9, 5], next: 10, retired: [] })
})

test('of two ids that meet, the one with more members stays and the other is retired into it', () => {
  const shares = [
    { cluster: 1, id: 5, n: 1 },
    { cluster: 1, id: 6, n: 4 },
  ]
  expect(inheritIds({ clusters: [1], shares, next: 9 })).toEqual({ ids: [6], next: 9, retired: [{ id: 5, into: 6 }] })
})

test('a part that falls off has back the retired id of whose members it holds most', () => {
  const shares = [
    { cluster: 1, id: 6, n: 2 },
    { cluster: 2, id: 6, n: 4 },
  ]
  const former = [{ cluster: 1, id: 5, n: 2 }]
  expect(inheritIds({ clusters: [1, 2], shares, former, next: 9 })).toEqual({ ids: [5, 6], next: 9, retired: [] })
  const scattered = [...former, { cluster: 2, id: 5, n: 3 }]
  expect(inheritIds({ clusters: [1, 2], shares, former: scattered, next: 9 }).ids).toEqual([9, 6])
})

test('no id is given twice, and the same clusters keep all of theirs', () => {
  const shares = fc.array(
    fc.record({ cluster: fc.nat(20), id: fc.integer({ min: 1, max: 30 }), n: fc.integer({ min: 1, max: 5 }) }),
  )
  fc.assert(
    fc.property(shares, (list) => {
      const clusters = Array.from({ length: 21 }, (_, i) => i)
      const first = inheritIds({ clusters, shares: list, next: 31 })
      expect(new Set(first.ids).size).toBe(clusters.length)
      const again = clusters.map((cluster) => ({ cluster, id: first.ids[cluster], n: 1 }))
      expect(inheritIds({ clusters, shares: again, next: first.next })).toEqual({
        ids: first.ids,
        next: first.next,
        retired: [],
      })
    }),
  )
})
