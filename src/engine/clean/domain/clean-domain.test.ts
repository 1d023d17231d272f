import fc from 'fast-check'
import { parse } from 'tldts'
import { expect, test } from 'vitest'
import { cleanDomain } from './clean-domain.ts'
import cases from './domain-cases.json' with { type: 'json' }
import typos from './suffix-typos.json' with { type: 'json' }

test.each(cases)('$raw', ({ raw, ...expected }) => {
  expect(cleanDomain(raw)).toMatchObject(expected)
})

test.each(Object.entries(typos.typos))('.%s is no top-level domain, .%s is one', (typo, meant) => {
  expect(parse(`acme.${typo}`).isIcann).toBe(false)
  expect(parse(`acme.${meant}`).isIcann).toBe(true)
})

test('a URL, an address and a host of one domain give the same domain', () => {
  fc.assert(
    fc.property(fc.domain(), fc.webPath(), (domain, path) => {
      const { value } = cleanDomain(domain)
      // Where every name below a suffix is a suffix itself (`*.er`), `www.` in front makes a domain of it.
      fc.pre(value !== null)
      expect(cleanDomain(`https://www.${domain}${path}`).value).toBe(value)
      expect(cleanDomain(`ann@${domain.toUpperCase()}`).value).toBe(value)
    }),
  )
})
