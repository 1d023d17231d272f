import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDecoder } from './text-decoder.ts'

function decode(bytes: Buffer, size = bytes.length): string {
  const decoder = createDecoder('utf-8')
  let text = ''
  for (let at = 0; at < bytes.length; at += size) text += decoder.write(bytes.subarray(at, at + size))
  return text + decoder.end()
}

const halves = (...bytes: number[]) => Buffer.from([...Buffer.from('Zo'), ...bytes, ...Buffer.from('ë Lee\n')])

test.each([
  ['a half of UTF-16 alone is no character, and costs its line no other', halves(0xed, 0xa0, 0x80), 'Zo\uFFFDë Lee\n'],
  ['both halves are the character that they were of', halves(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80), 'Zo😀ë Lee\n'],
  ['a line of Windows-1252 stays one', Buffer.from('Zo\xed\xa0\x80\xeb Lee\n', 'latin1'), 'Zoí\u00A0€ë Lee\n'],
])('%s', (_, bytes, want) => {
  for (const size of [1, 3, bytes.length]) expect(decode(bytes, size)).toBe(want)
})

test('any text comes through in any cut', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((each) => !each.startsWith('\uFEFF'))
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (each, size) => {
      expect(decode(Buffer.from(each), size)).toBe(each)
    }),
  )
})
