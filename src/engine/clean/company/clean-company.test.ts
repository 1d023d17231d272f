import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanCompany } from './clean-company.ts'
import cases from './company-cases.json' with { type: 'json' }

test.each(cases)('$raw', ({ raw, ...expected }) => {
  expect(cleanCompany(raw)).toMatchObject(expected)
})

test('however the form is written, the key is the same', () => {
  const word = fc.stringMatching(/^[A-Z][b-df-hj-np-tv-z][a-z]{4,9}$/)
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
  const form = fc.constantFrom(
    ' Inc',
    ', Inc.',
    ' LLC',
    ' L.L.C.',
    ' Ltd.',
    ' Limited',
    ' Corporation',
    ' GmbH',
    ' S.A.',
    ' AG',
  )
  fc.assert(
    fc.property(name, form, form, (core, first, second) => {
      expect(cleanCompany(core + first).core).toBe(core)
      expect(cleanCompany(core + first).key).toBe(cleanCompany(`The ${core}${second}`.toUpperCase()).key)
    }),
  )
})

// cleanco's examples (MIT) are no part of the repository; they are run where they lie beside it.
const peer = '../shared/data/reference/cleanco-companies/companies.csv'
test.skipIf(!existsSync(peer))('the companies of cleanco lose their form, and nothing but it', () => {
  const names = readFileSync(peer, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(0, line.lastIndexOf(';')))
  const formed = names.filter((name) =>
    /[, ](?:Inc|Ltd|Corp|plc|AG|S\.A|N\.V|S\.p\.A|Co|A\/S|AB|LLC|L\.P|GmbH|Oyj|PLC)\.?$/.test(name),
  )
  const kept = formed.filter((name) => cleanCompany(name).form === null)
  expect(formed.length).toBeGreaterThan(1000)
  expect(kept).toEqual([])
  const cut = names.filter((name) => {
    const { core } = cleanCompany(name)
    return core === null || core.length < 2 || !name.toLowerCase().includes(core.toLowerCase().split(' ')[0] ?? name)
  })
  expect(cut).toEqual([])
})
