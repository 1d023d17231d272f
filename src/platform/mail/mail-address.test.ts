import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMailAddress, readSender } from './index.ts'

test.each([
  ['ada@news.example', 'ada@news.example', 'ada@news.example'],
  ['\t Ada.B@News.EXAMPLE \n', 'Ada.B@news.example', 'ada.b@news.example'],
  ['ada+x@news.example', 'ada+x@news.example', 'ada+x@news.example'],
  ['ａｄａ＠news.example', 'ada@news.example', 'ada@news.example'],
  ['jörg@bücher.example', 'jörg@xn--bcher-kva.example', 'jörg@xn--bcher-kva.example'],
  ['ada@a.b.c.d.example', 'ada@a.b.c.d.example', 'ada@a.b.c.d.example'],
])('%j is %j', (raw, address, key) => {
  expect(readMailAddress(raw)).toEqual({ address, key })
})

test.each([
  '',
  'ada',
  '@news.example',
  'ada@',
  'ada@localhost',
  'ada@news',
  'ada@127.0.0.1',
  'ada@[127.0.0.1]',
  'ada@-x.example',
  '.ada@news.example',
  'ada.@news.example',
  'a..b@news.example',
  'ada b@news.example',
  '"ada"@news.example',
  'ada@news.example>',
  '<ada@news.example>',
  'ada@news.example,b@c.example',
  'ada@news.example;b@c.example',
  'ada@b@news.example',
  'ada@news.example\r\nX: y',
  'a\u0000@news.example',
  'a\u200b@news.example',
  `${'a'.repeat(65)}@news.example`,
])('%j is none', (raw) => {
  expect(readMailAddress(raw)).toBeNull()
})

test('whatever comes in, what is read is fit for a header and is read again as the same', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.emailAddress(),
    fc.tuple(fc.string({ unit: 'binary' }), fc.domain()).map(([local, host]) => `${local}@${host}`),
  )
  fc.assert(
    fc.property(text, (raw) => {
      const read = readMailAddress(raw)
      if (!read) return
      expect(read.address).not.toMatch(/[\p{Cc}\s,;:<>"()[\]\\]/u)
      expect(readMailAddress(read.address)).toEqual(read)
      expect(readMailAddress(read.key)?.key).toBe(read.key)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [
    'Fairlist <no-reply@fairlist.example>',
    { from: '"Fairlist" <no-reply@fairlist.example>', address: 'no-reply@fairlist.example' },
  ],
  ['no-reply@fairlist.example', { from: 'no-reply@fairlist.example', address: 'no-reply@fairlist.example' }],
  ['Fairlist', null],
  ['A <b@c.example>, D <e@f.example>', null],
  ['A\r\nBcc: x@y.example <b@c.example>', null],
])('the sender %j', (text, sender) => {
  expect(readSender(text)).toEqual(sender)
})
