import { describe, expect, test } from 'vitest'
import { aLinkInput, type LinkRecord } from './a-link-input.ts'
import { openLinkExplainer } from './explain-links.ts'
import { linkRecords } from './link-records.ts'

/** Two hundred people with two or three records each; every fourth shares a telephone with a colleague. */
const records: LinkRecord[] = Array.from({ length: 200 }, (_, p) => {
  const given = ['Ann', 'Bob', 'Carla', 'Deepak', 'Eve'][p % 5]
  const family = `${['Lee', 'Okafor', 'Garcia', 'Novak'][p % 4]}${'abcdefghij'[p % 10]}`
  const phone = `20255501${String(p - (p % 4 === 0 ? 1 : 0)).padStart(3, '0')}`
  const email = `${given}.${family}${p}@company.example`.toLowerCase()
  return [
    { given, family, email, organisation: `${p % 11}` },
    { given, family, email, phone, organisation: `${p % 11}`, unit: `Unit ${p % 3}` },
    { given: given[0], family, phone, organisation: `${p % 11}` },
  ]
}).flat()

const { clusters, explain, knowledge } = linkRecords(aLinkInput(records))
const told = { ...knowledge, values: [...knowledge.values] }

/** An input of a few of the records, in the order given. */
const some = (numbers: readonly number[]) => aLinkInput(numbers.map((i) => records[i]))

describe('openLinkExplainer', () => {
  test('a few records alone weigh what they weighed among all', () => {
    for (const person of [3, 4, 17, 80]) {
      const numbers = [0, 1, 2].map((i) => person * 3 + i)
      const { between } = openLinkExplainer(some(numbers), told)
      for (const [a, b] of [
        [0, 1],
        [1, 2],
        [0, 2],
      ]) {
        const { weight, reasons } = between([a], [b])
        expect({ weight, reasons }).toEqual({
          weight: explain(numbers[a], numbers[b]).weight,
          reasons: explain(numbers[a], numbers[b]).reasons,
        })
      }
    }
  })

  test('the ties of a person leave no record alone, the strongest first', () => {
    const person = [...clusters.keys()].filter((i) => clusters[i] === clusters[9])
    const ties = openLinkExplainer(some(person), told).ties(person.map((_, i) => i))
    expect(ties).toHaveLength(person.length - 1)
    expect(new Set(ties.flatMap(({ a, b }) => [a, b])).size).toBe(person.length)
    expect(ties.map(({ weight }) => weight)).toEqual(ties.map(({ weight }) => weight).toSorted((x, y) => y - x))
  })

  test('says what would have kept two records apart, and what would have made them one', () => {
    const { between } = openLinkExplainer(some([0, 1, 3]), told)
    const [same, other] = [between([0], [1]), between([0], [2])]
    expect(same.weight).toBeGreaterThan(0)
    expect(same.tippings.map(({ verdict }) => verdict)).toContain('same family name, another given name')
    expect(same.tippings.every(({ weight }) => weight < 0)).toBe(true)
    expect(other.weight).toBeLessThan(0)
    expect(other.tippings.every(({ weight }) => weight >= 0)).toBe(true)
  })
})
