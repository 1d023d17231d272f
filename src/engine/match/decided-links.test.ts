import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLinkInput, type LinkRecord } from './a-link-input.ts'
import type { Decided } from './link-input.ts'
import { linkRecords } from './link-records.ts'

/** Fifteen people, each reported twice by two lists that name everybody once, and a namesake here and there. */
const RECORDS: LinkRecord[] = Array.from({ length: 30 }, (_, i) => {
  const person = i >> 1
  const name = `${['Mara', 'Jonas', 'Priya', 'Ingrid', 'Oscar'][person % 5]} ${['Quill', 'Brandt', 'Moreau'][person % 3]}`
  return i % 2 === 0
    ? { full_name: name, email: `m${person}@kestrel.example`, phone: `20255501${10 + person}`, units: [0] }
    : { full_name: name, phone: `20255501${10 + person}`, organisation: `Company ${person % 4}`, units: [1] }
})

/** Decisions that agree with one world: records that are the same person there, and records that are not. */
const consistent = fc
  .record({
    world: fc.array(fc.nat(9), { minLength: RECORDS.length, maxLength: RECORDS.length }),
    asked: fc.array(fc.uniqueArray(fc.nat(RECORDS.length - 1), { minLength: 2, maxLength: 5 }), { maxLength: 8 }),
  })
  .map(({ world, asked }): Decided => {
    const sides = asked.map(([first, ...others]) => ({
      same: [first, ...others.filter((record) => world[record] === world[first])],
      others: others.filter((record) => world[record] !== world[first]),
    }))
    return {
      one: sides.map(({ same }) => same),
      two: sides.filter(({ others }) => others.length > 0).map(({ same, others }) => ({ a: same, b: others })),
    }
  })

const link = (decided?: Decided) =>
  linkRecords({ ...aLinkInput(RECORDS), ...(decided ? { decided } : {}) }, { doubts: 20 })

test('consistent decisions are obeyed, in whatever order they are told', () => {
  fc.assert(
    fc.property(consistent, (decided) => {
      const { clusters } = link(decided)
      for (const group of decided.one) expect(new Set(group.map((record) => clusters[record])).size).toBe(1)
      for (const { a, b } of decided.two)
        for (const one of a) for (const other of b) expect(clusters[one]).not.toBe(clusters[other])
      const turned = {
        one: decided.one.toReversed().map((group) => group.toReversed()),
        two: decided.two.toReversed().map(({ a, b }) => ({ a: b.toReversed(), b: a })),
      }
      expect(link(turned).clusters).toEqual(clusters)
    }),
    { numRuns: 60 },
  )
})

test('no decision is the same as none', () => {
  expect(link({ one: [], two: [] }).clusters).toEqual(link().clusters)
})

test('two that are one by a third are kept apart, whoever brings them together', () => {
  const { clusters } = link({ one: [[0, 4]], two: [{ a: [1], b: [4] }] })
  expect(clusters[0]).toBe(clusters[4])
  expect(clusters[1]).not.toBe(clusters[0])
})

test('a contradiction leaves two', () => {
  expect(new Set(link({ one: [[0, 2]], two: [{ a: [0], b: [2] }] }).clusters).has(2)).toBe(true)
})

test('doubts are near the threshold, most valuable first, their sides as the clusters are', () => {
  const { clusters, doubts } = link()
  expect(doubts.map(({ worth }) => worth)).toEqual(doubts.map(({ worth }) => worth).toSorted((a, b) => b - a))
  for (const { a, b, pair, weight, isOne } of doubts) {
    expect(Math.abs(weight)).toBeLessThanOrEqual(4)
    expect(isOne).toBe(weight >= 0)
    expect(a).toContain(pair[0])
    expect(b).toContain(pair[1])
    const labels = new Set([...a, ...b].map((record) => clusters[record]))
    expect(labels.size).toBe(isOne ? 1 : 2)
  }
})
