import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanName } from './clean-name.ts'
import cases from './name-cases.json' with { type: 'json' }

const PEER = '../shared/data/clean/person-names.json'
const PARTS = ['title', 'first', 'middle', 'last', 'suffix', 'nickname'] as const

test.each(cases)('$in', ({ in: raw, ...expected }) => {
  expect(cleanName(raw)).toMatchObject(expected)
})

test('never throws, and cleaning a clean name changes nothing', () => {
  const words = fc.constantFrom(
    'Dr.',
    'van',
    'de',
    'la',
    'y',
    'and',
    'Jr.',
    'MD',
    'III',
    'SMITH',
    "O'neill",
    'jane',
    '(Jo)',
    '"Al"',
    ',',
    'A.',
    'V',
    'St.',
    '\u001f',
    'é',
    ';',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.array(words, { maxLength: 9 }).map((list) => list.join(' ')),
  )
  const unchanged = fc.property(texts, (raw) => {
    const { value } = cleanName(raw)
    return value === null || cleanName(value).value === value
  })
  expect(fc.check(unchanged, { numRuns: 3000 })).toMatchObject({ failed: false })
})

test('stays linear on hostile input', () => {
  for (const unit of ['x', '(', "' ", '" ', ', ', 'de ', '\u001f', 'a.'])
    expect(() => cleanName(unit.repeat(500_000))).not.toThrow()
})

test.runIf(existsSync(PEER))('splits at least 95 % of a peer’s names exactly', () => {
  const peer = JSON.parse(readFileSync(PEER, 'utf8')) as Record<'name' | (typeof PARTS)[number], string>[]
  const bare = (text: string) => text.replaceAll(/[.,]/g, '').replaceAll(/\s+/g, ' ').trim().toLowerCase()
  const wrong = peer.filter((name) => PARTS.some((part) => bare(cleanName(name.name)[part]) !== bare(name[part])))
  expect(wrong.map((name) => name.name).slice(Math.floor(peer.length * 0.05))).toEqual([])
})
