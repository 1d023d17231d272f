import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText } from './fold-text.ts'
import { sortTexts } from './sort-texts.ts'
import { findPrefix, findText, textAt, type TextTable } from './text-table.ts'
import { TextTableBuilder } from './text-table-builder.ts'
import { findWordStarts } from './text-search.ts'

function tableOf(texts: string[]): TextTable {
  const builder = new TextTableBuilder()
  for (const text of texts) builder.add(text)
  return builder.finish()
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
// Few letters, so that beginnings are shared; a character of two UTF-16 units, whose byte order is not that of its units.
const someTexts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\uffee', '😀', ' '), maxLength: 6 }), {
  maxLength: 120,
})

test('texts come back, sorted by their bytes, equal ones in the order of their places', () => {
  fc.assert(
    fc.property(someTexts, (texts) => {
      const table = tableOf(texts)
      expect(texts.map((_, place) => textAt(table, place))).toEqual(texts)
      const wanted = texts.map((_, place) => place).toSorted((a, b) => byBytes(texts[a], texts[b]) || a - b)
      expect([...sortTexts(table)]).toEqual(wanted)
    }),
  )
})

test('a text and all that begin with a text are found in a sorted table', () => {
  fc.assert(
    fc.property(someTexts, fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 3 }), (drawn, wanted) => {
      const texts = [...new Set(drawn)].toSorted(byBytes)
      const table = tableOf(texts)
      expect(findText(table, wanted)).toBe(texts.indexOf(wanted))
      const [from, to] = findPrefix(table, wanted)
      expect(texts.slice(from, to)).toEqual(texts.filter((text) => text.startsWith(wanted)))
    }),
  )
})

test('a long run of equal texts and long shared beginnings are sorted', () => {
  const texts = Array.from({ length: 5000 }, (_, index) => `${'x'.repeat(300)}${index % 7}`)
  const sorted = [...sortTexts(tableOf(texts))].map((place) => texts[place])
  expect(sorted).toEqual(texts.toSorted(byBytes))
})

test('words in the middle that begin so', () => {
  const texts = ['', 'acme tools', 'director', 'director of sales', 'sales director', 'the direct line', 'x a', 'b c']
  expect(findWordStarts(tableOf(texts), 'direct', 10)).toEqual([4, 5])
  expect(findWordStarts(tableOf(texts), 'direct', 1)).toEqual([4])
  expect(findWordStarts(tableOf(texts), 'ab', 10)).toEqual([])
})

describe('folding', () => {
  test.each([
    ['O’Brien-Müller', 'obrien muller'],
    ['  VP,  Sales & Marketing ', 'vp sales marketing'],
    ['ŁUKASZ', 'lukasz'],
    ['Jose\u0301', 'jose'],
    ['\u0000…!', ''],
    ['李', 'li'],
  ])('%j → %j', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  test('takes anything and changes nothing twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldText(foldText(text)) === foldText(text)))
    expect(foldText('a'.repeat(1_000_000)).length).toBeLessThanOrEqual(400)
  })
})
