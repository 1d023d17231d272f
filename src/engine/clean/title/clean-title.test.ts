import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { cleanTitle } from './clean-title.ts'
import cases from './title-cases.json' with { type: 'json' }
import { titlePhrases } from './title-lexicon.ts'

const PEER = '../shared/data/clean/job-title-levels.csv'
const RANKS = new Map([
  ...['owner', 'founder', 'c-level'].map((level) => [level, 'C-Suite'] as const),
  ...['head', 'director'].map((level) => [level, 'Director'] as const),
  ...['manager', 'lead'].map((level) => [level, 'Manager'] as const),
  ['vp', 'VP'] as const,
])

test.each(cases)('$in', ({ in: raw, ...expected }) => {
  expect(cleanTitle(raw)).toMatchObject(expected)
})

test('never throws, and cleaning a clean title changes nothing', () => {
  const words = fc.constantFrom(
    'VP',
    'of',
    'SALES',
    '&',
    '-',
    ',',
    'Sr.',
    'chef',
    "d'équipe",
    'CEO',
    'to',
    'assistant',
    'the',
    '/',
    'R&D',
    'Leiter',
    '.',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.array(words, { maxLength: 9 }).map((list) => list.join(' ')),
  )
  const unchanged = fc.property(texts, (raw) => {
    const { value } = cleanTitle(raw)
    return value === null || cleanTitle(value).value === value
  })
  expect(fc.check(unchanged, { numRuns: 3000 })).toMatchObject({ failed: false })
})

test('every phrase of the lexicon is found again in lower-case ASCII words', () => {
  const odd = [...titlePhrases.values()]
    .flat()
    .filter((phrase) => phrase.words.some((word) => !/^[a-z0-9&]+$/.test(word)))
  expect(odd).toEqual([])
})

test.runIf(existsSync(PEER))('gives the rank of a peer’s titles', () => {
  const peer = Papa.parse<{ title: string; level: string }>(readFileSync(PEER, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data
  const right = peer.filter((row) => (RANKS.get(cleanTitle(row.title).level ?? '') ?? 'Other') === row.level)
  expect(right.length / peer.length).toBeGreaterThanOrEqual(0.9)
})
