import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim } from './claims.ts'
import { learnTrust } from './learn-trust.ts'
import { openJudge, weightOf } from './trust.ts'

/** Whole numbers below a bound that look drawn, the same each time. */
function draws(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

type Source = { number: number; errs: number } | { number: number; copies: number }

/** Claims about so many things; a source knows half of them and errs so often of a hundred times. */
function world(sources: readonly Source[], things = 600): Claim[] {
  const draw = draws(7)
  return Array.from({ length: things }, () => {
    const values = new Map<number, number>()
    for (const source of sources) {
      if ('copies' in source) {
        const copied = values.get(source.copies)
        if (copied !== undefined) values.set(source.number, copied)
      } else if (draw(100) < 60) values.set(source.number, draw(100) < source.errs ? 1 + draw(50) : 0)
    }
    const groups = new Map<number, number[]>()
    for (const [source, value] of values) groups.set(value, [...(groups.get(value) ?? []), source])
    return { field: 'name' as const, said: [...groups.values()] }
  }).filter(({ said }) => said.flat().length > 1)
}

const honest: Source[] = [
  { number: 0, errs: 4 },
  { number: 1, errs: 12 },
  { number: 2, errs: 35 },
  { number: 3, errs: 8 },
]

test('who errs more weighs less, as far as agreement shows', () => {
  const { weights, ties } = learnTrust(world(honest), null)
  const [a, b, c, d] = [0, 1, 2, 3].map((source) => weights.name[source])
  expect([a, d, b, c]).toEqual([a, b, c, d].toSorted((x, y) => y - x))
  expect(c).toBeLessThan(weightOf(750))
  expect(a).toBeGreaterThan(weightOf(930))
  expect(ties).toEqual([])
})

test('a copied source adds nothing, and does not vote down those that are right', () => {
  const copies: Source[] = [...honest, { number: 8, copies: 2 }, { number: 9, copies: 2 }]
  const trust = learnTrust(world(copies), null)
  const { weigh } = openJudge(trust)
  expect(trust.ties.map(([a, b]) => `${a} ${b}`).toSorted()).toEqual(['2 8', '2 9', '8 9'])
  expect(weigh.name([2, 8, 9])).toBeLessThan(weigh.name([2]) * 1.2)
  expect(weigh.name([2, 8, 9])).toBeLessThan(weigh.name([0]))
  expect(weigh.name([0, 3])).toBeGreaterThan(weigh.name([0]) * 1.8)
})

test('neither the order of the claims nor the numbers of the sources matter', () => {
  const claims = world([...honest, { number: 8, copies: 1 }], 120)
  const learned = learnTrust(claims, null)
  const rename = fc.constantFrom((n: number) => 40 - 3 * n, (n: number) => (n * 5) % 11) // prettier-ignore
  fc.assert(
    fc.property(rename, fc.boolean(), (name, turned) => {
      const told = claims.map(({ field, said }) => ({ field, said: said.map((group) => group.map(name)).toReversed() }))
      const again = learnTrust(turned ? told.toReversed() : told, null)
      for (const sources of [[0], [1, 8], [0, 1, 2, 3, 8]])
        expect(openJudge(again).weigh.name(sources.map(name))).toBe(openJudge(learned).weigh.name(sources))
    }),
  )
})

test('what is not known of a source makes it neither better nor worse', () => {
  expect(openJudge(learnTrust([], null)).weigh.email([5])).toBe(weightOf(800))
})
