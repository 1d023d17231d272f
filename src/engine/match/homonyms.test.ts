import { expect, test } from 'vitest'
import { aLinkInput } from './a-link-input.ts'
import { WORKPLACE } from './compare-workplaces.ts'
import { capHomonyms, withholdMovers } from './homonyms.ts'
import type { MatchModel } from './match-model.ts'
import { readFeatures } from './record-features.ts'

/** A model in which a whole name alone joins: −15 + 22 − 2 = 5 bits. */
const model: MatchModel = {
  prior: -15,
  fields: [
    { field: 'name', label: 'Name', levels: [{ level: 'same', weight: 22 }] },
    {
      field: 'workplace',
      label: 'Workplace',
      levels: Object.keys(WORKPLACE).map((level) => ({ level, weight: level === 'nothing' ? -2 : 10 })),
    },
  ],
}

/** The weight in bits of the first two records of a name that so many bear, who have nothing but it in common. */
function weighTwo(bearers: number, rarity = 0): number {
  const records = Array.from({ length: bearers }, (_, at) => ({
    full_name: 'Sales Team',
    email: `sales@c${at}.example`,
  }))
  const features = readFeatures(aLinkInput([...records, { full_name: 'Ann Lee', email: 'ann@c1.example' }]))
  const named = [...features.people!.ofRecord].flatMap((name, at) =>
    features.people!.words[features.people!.family[name]] === 'team' ? [at] : [],
  )
  const labels = Uint32Array.from({ length: features.count }, (_, at) => at)
  const adjust = { name: () => rarity }
  const { workplace = () => 0 } = capHomonyms(features, labels, { model, adjust }) ?? {}
  return 5 + rarity + workplace(named[0], named[1], WORKPLACE.nothing)
}

test.each([
  { bearers: 2, weight: 5 },
  { bearers: 3, weight: 0 },
  { bearers: 4, weight: -1 },
  { bearers: 34, weight: -5 },
])('a name of $bearers weighs $weight bits by itself', ({ bearers, weight }) => {
  expect(weighTwo(bearers)).toBeCloseTo(weight)
})

test('however rare its words are', () => {
  expect(weighTwo(34, 10)).toBeCloseTo(-5)
})

test('a weight that is lower already stays', () => {
  expect(weighTwo(3, -9)).toBeCloseTo(-4)
})

test('in the first round a name alone joins nobody, and a workplace weighs what it did', () => {
  const { workplace = () => NaN } = withholdMovers({ workplace: () => 3 })
  expect(workplace(0, 1, WORKPLACE.nothing)).toBeLessThan(-100)
  expect(workplace(0, 1, WORKPLACE.ownEmail)).toBe(3)
})
