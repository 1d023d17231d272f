import { describe, expect, test } from 'vitest'
import { learnAssociations } from './associations.ts'

const VALUES = ['', 'village', 'district', 'elsewhere', 'far away']

describe('learnAssociations', () => {
  // Three people are said to live in the village and in its district, twenty elsewhere, one in the village and far away.
  const rows = [
    ...[0, 1, 2].flatMap((person) => [
      { person, code: 1 },
      { person, code: 2 },
    ]),
    ...Array.from({ length: 20 }, (_, i) => [
      { person: 10 + i, code: 3 },
      { person: 10 + i, code: 3 },
    ]).flat(),
    { person: 50, code: 1 },
    { person: 50, code: 4 },
    { person: 51, code: 0 },
  ]
  const learned = learnAssociations(
    { codes: Uint32Array.from(rows, ({ code }) => code), values: VALUES },
    Uint32Array.from(rows, ({ person }) => person),
  )
  const at = (code: number): number => rows.findIndex((row) => row.code === code)

  test('values that several clusters show together speak for a match', () => {
    expect(learned(at(1), at(2))).toBeGreaterThan(2)
    expect(learned(at(2), at(1))).toBe(learned(at(1), at(2)))
  })

  test('values that one cluster shows together, or none, say nothing', () => {
    expect(learned(at(1), at(4))).toBeNull()
    expect(learned(at(1), at(3))).toBeNull()
    expect(learned(at(0), at(1))).toBeNull()
  })
})
