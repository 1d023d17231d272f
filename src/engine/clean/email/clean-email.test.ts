import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanEmail } from './clean-email.ts'
import cases from './email-cases.json' with { type: 'json' }
import typos from './provider-typos.json' with { type: 'json' }
import neighbours from './real-neighbours.json' with { type: 'json' }

test.each(cases)('$raw', (expected) => {
  const { raw, ...rest } = expected
  expect(cleanEmail(raw)).toMatchObject(rest)
})

test('misspelt providers are put right, at least 95 of 100', () => {
  const wrong: string[] = []
  let total = 0
  for (const [meant, list] of Object.entries(typos.typos)) {
    for (const typo of list) {
      total++
      const { value } = cleanEmail(`ann@${typo}`)
      if (value !== `ann@${meant}`) wrong.push(`${typo} → ${value}`)
    }
  }
  expect(wrong.slice(Math.floor(total * 0.05))).toEqual([])
})

test.each(neighbours.domains)('a real domain stays what it is: %s', (domain) => {
  expect(cleanEmail(`ann@${domain}`).value).toBe(`ann@${domain}`)
})

test('an address at any other company keeps its domain', () => {
  const label = fc.stringMatching(/^[a-z]{6,12}$/)
  const providers = /mail|yah|outl|icl|comc|veri|sbc|bell|eart|opto|prot|btin|virg|fast|rock|wind|cent|tuta|bigp/
  fc.assert(
    fc.property(
      label.filter((text) => !providers.test(text)),
      (name) => {
        expect(cleanEmail(`ann@${name}.example`).value).toBe(`ann@${name}.example`)
      },
    ),
  )
})

test('the short way and the long way agree on ordinary addresses', () => {
  const word = fc.stringMatching(/^[a-z\d_]{1,8}$/)
  const address = fc.tuple(fc.array(word, { minLength: 1, maxLength: 3 }), word, fc.constantFrom('.', '-', '+'))
  fc.assert(
    fc.property(address, ([words, host, joint]) => {
      const local = words.join(joint)
      const name = `${host.replaceAll('_', 'u')}co.example`
      const short = cleanEmail(`${local}@${name}`)
      const long = cleanEmail(` ${local}@${name} `)
      expect({ ...short, input: '', verdict: '', why: [], confidence: 0 }).toEqual({
        ...long,
        input: '',
        verdict: '',
        why: [],
        confidence: 0,
        category: 'valid',
        diagnosis: 'valid',
      })
    }),
  )
})

test('every spelling of one mailbox has one key', () => {
  const name = fc.stringMatching(/^[a-z]{3,10}$/)
  const dots = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(name, dots, fc.stringMatching(/^[a-z]{0,5}$/), (local, at, tag) => {
      const spelt = local
        .split('')
        .map((letter, i) => (at[i] && i > 0 ? `.${letter}` : letter))
        .join('')
      const written = tag === '' ? spelt : `${spelt}+${tag}`
      expect(cleanEmail(`${written.toUpperCase()}@googlemail.com`).key).toBe(`${local}@gmail.com`)
    }),
  )
})
