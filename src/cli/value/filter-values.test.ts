import { Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kinds } from '../../engine/clean/index.ts'
import { kindNames } from './command.ts'
import { filterValues } from './filter-values.ts'
import { splitLines } from './split-lines.ts'

/** Runs the filter over bytes that arrive in the given pieces, into a reader that takes its time. */
async function filter(form: 'text' | 'json', pieces: Buffer[], kind: 'email' | 'phone' = 'email') {
  let text = ''
  const output = new Writable({
    highWaterMark: 64,
    write: (chunk, _encoding, done) => {
      text += String(chunk)
      setImmediate(done)
    },
  })
  await filterValues(kind, { input: Readable.from(pieces, { objectMode: false }), output, form })
  return text.split('\n').slice(0, -1)
}

test('the command names every kind', () => {
  expect(kindNames.toSorted()).toEqual(Object.keys(kinds).toSorted())
})

test('one answer a line, in order, whatever the bytes are and however they are cut', async () => {
  const bytes = fc
    .uint8Array({ maxLength: 40 })
    .map((line) => Buffer.from(line).map((byte) => (byte === 10 ? 11 : byte)))
  await fc.assert(
    fc.asyncProperty(
      fc.array(bytes, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 30 }),
      async (lines, size) => {
        const all = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]))
        const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
          all.subarray(i * size, (i + 1) * size),
        )
        const answers = (await filter('text', pieces)).map((line) => JSON.parse(line) as { input: string })
        const inputs = lines.map((line) => Buffer.from(line).toString().replace(/\r$/, ''))
        expect(answers.map((answer) => answer.input)).toEqual(inputs)
      },
    ),
    { numRuns: 100, seed: 7 },
  )
})

test('with JSON a value may hold anything, lone surrogates and line ends too', async () => {
  const values = ['ann@acme.example', 'a\nb', '\ud800', '\u2028', '', 'null', '\0']
  const lines = await filter('json', [Buffer.from(values.map((value) => JSON.stringify(value)).join('\n'))])
  expect(lines.map((line) => (JSON.parse(line) as { input: string }).input)).toEqual(values)
  expect(lines.join('')).not.toMatch(/[\u0085\u2028\u2029]/)
})

test('what is no JSON string gets an answer all the same', async () => {
  const lines = await filter('json', [Buffer.from('{"a":1}\n\nnull\n12\n"ann@acme.example"\n')])
  expect(lines.map((line) => (JSON.parse(line) as { value: string | null }).value)).toEqual([
    null,
    null,
    null,
    null,
    'ann@acme.example',
  ])
})

test('a line without end is cut, and the next one is whole', async () => {
  const chunks = async function* () {
    for (let i = 0; i < 100; i++) yield Buffer.from('x'.repeat(1000))
    yield Buffer.from('\nlast')
  }
  expect(await Array.fromAsync(splitLines(chunks(), 5000))).toEqual([['x'.repeat(5000)], ['last']])
})
