import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyseSyntax } from './analyse-syntax.ts'
import table from './diagnoses.json' with { type: 'json' }
import cases from './syntax-cases.json' with { type: 'json' }

test.each(cases)('%j is %s: %s', (address, category, diagnosis) => {
  expect(analyseSyntax(address)).toMatchObject({ category, diagnosis })
})

test('any text has one of the known diagnoses, in linear time', () => {
  const known = new Map(table.diagnoses.map(([name, category]) => [name, category]))
  const text = fc.string({ unit: fc.constantFrom(...'a.@"\\()[]:- \r\n\t\0é'.split('')), maxLength: 80 })
  fc.assert(
    fc.property(text, (address) => {
      const { category, diagnosis } = analyseSyntax(address)
      expect(known.get(diagnosis)).toBe(category)
    }),
    { numRuns: 2000 },
  )
  for (const unit of ['(', '"', '\\', ' ', '\r\n ', 'a.', '@', '[']) {
    expect(analyseSyntax(unit.repeat(200_000)).category).toBeDefined()
  }
})

// The cases of isemail 3.05 (Dominic Sayers, BSD-3-Clause) are no part of the repository; they are run where they lie beside it.
const peer = '../shared/data/clean/email-syntax.xml'
describe.skipIf(!existsSync(peer))('the cases of isemail', () => {
  const names: Record<string, string> = {
    VALID_CATEGORY: 'valid',
    DNSWARN: 'valid',
    DEPREC: 'deprecated',
    ERR: 'error',
  }
  const text = existsSync(peer) ? readFileSync(peer, 'utf8') : ''
  const found = [...text.matchAll(/<test id="(\d+)">([\s\S]*?)<\/test>/g)]
  test.each(found.map(([, id, body]) => [id, body] as const))('case %s', (_, body) => {
    const part = (name: string) => new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(body)?.[1] ?? ''
    const { category, diagnosis } = analyseSyntax(readXml(part('address')))
    const wanted = part('category').replace('ISEMAIL_', '')
    expect(category).toBe(names[wanted] ?? wanted.toLowerCase())
    // Without DNS there is no warning of it.
    const named = part('diagnosis').replace('ISEMAIL_', '').toLowerCase()
    expect(wanted === 'DNSWARN' ? 'valid' : diagnosis).toBe(wanted === 'DNSWARN' ? category : named)
  })
})

/** Entities, and the symbols that stand for control characters (U+2400 + code). */
function readXml(text: string): string {
  return text
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name]!,
    )
    .replace(/[\u2400-\u241f]/g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) - 0x2400))
    .replaceAll('\u2421', '\u007f')
}
