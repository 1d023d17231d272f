import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTextLimit } from './create-text-limit.ts'

const pass = (pieces: string[], longest: number) => {
  const limit = createTextLimit(longest)
  return pieces.map(limit).join('')
}

test('what is short comes through as it is, however it is cut', () => {
  const text = fc.array(fc.constantFrom('<a b="c">', 'text', '&amp;', '</a>', ' '), { maxLength: 30 })
  fc.assert(
    fc.property(text, fc.nat(20), (parts, size) => {
      const whole = parts.join('')
      const pieces = whole.match(new RegExp(`[^]{1,${size + 1}}`, 'g')) ?? []
      expect(pass(pieces, 1000)).toBe(whole)
    }),
  )
})

test('of a long text the rest is left out, no tag is, and no reference to a character is cut', () => {
  const body = fc.array(fc.constantFrom('a', '&amp;', '&#x10FFFF;', 'words '), { minLength: 100, maxLength: 400 })
  fc.assert(
    fc.property(body, fc.integer({ min: 12, max: 40 }), (parts, size) => {
      const whole = `<t>${parts.join('')}</t><t>x</t>`
      const found = pass(whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [], 60)
      expect(found.length).toBeLessThan(250)
      expect(found).toMatch(/^<t>(?:[^<&]|&amp;|&#x10FFFF;)*<\/t><t>x<\/t>$/)
    }),
  )
})
