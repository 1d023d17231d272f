import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import cases from './address-cases.json' with { type: 'json' }
import { cleanAddress } from './clean-address.ts'

const PEER = '../shared/data/clean/addresses/us-labelled.xml'

test.each(cases)('$in', ({ in: raw, ...expected }) => {
  expect(cleanAddress(raw)).toMatchObject(expected)
})

test('never throws, and cleaning a clean address changes nothing', () => {
  const words = fc.constantFrom(
    '12',
    '4B',
    'N',
    'Main',
    'St',
    'AVE',
    'Suite',
    '#',
    '300',
    ',',
    'PO Box',
    'Boston',
    'MA',
    '02110',
    'new',
    'york',
    'SW1A 1AA',
    'UK',
    '10115',
    'Berlin',
    'Germany',
    'Highway',
    'of the',
    '\u001f',
    '\n',
    'Floor',
    'é',
    '0210',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
  )
  const unchanged = fc.property(texts, fc.constantFrom(undefined, 'US', 'DE'), (raw, country) => {
    const { value } = cleanAddress(raw, { country })
    return value === null || cleanAddress(value, { country }).value === value
  })
  expect(fc.check(unchanged, { numRuns: 5000 })).toMatchObject({ failed: false })
})

test('stays linear on hostile input', () => {
  for (const unit of ['1 ', '# ', ', ', 'st ', 'po box ', '\u001f', ' 12345'])
    expect(() => cleanAddress(unit.repeat(300_000))).not.toThrow()
  for (const unit of ['1 ', '# ', ', ', 'st ', 'box 1 ', 'a']) expect(() => cleanAddress(unit.repeat(60))).not.toThrow()
})

test.runIf(existsSync(PEER))('finds number and postcode of hand-labelled US lines', () => {
  const lines = [...readFileSync(PEER, 'utf8').matchAll(/<AddressString>([\s\S]*?)<\/AddressString>/g)]
  const tagged = lines.map((line) =>
    [...line[1].matchAll(/<(\w+)>([^<&]*)<\/\1>/g)].map((tag) => [tag[1], tag[2].trim()]),
  )
  const whole = tagged.filter(
    (tags) =>
      tags.some(([tag]) => tag === 'AddressNumber') &&
      tags.some(([tag, text]) => tag === 'ZipCode' && /^\d{5}$/.test(text)),
  )
  const right = whole.filter((tags) => {
    const found = cleanAddress(tags.map(([, text]) => text).join(' '), { country: 'US' })
    const number = tags.find(([tag]) => tag === 'AddressNumber')![1]
    const zip = tags.find(([tag]) => tag === 'ZipCode')![1]
    return found.number?.startsWith(number.replaceAll(/[,.]/g, '')) === true && found.postcode === zip
  })
  expect(whole.length).toBeGreaterThan(300)
  expect(right.length / whole.length).toBeGreaterThan(0.9)
})
