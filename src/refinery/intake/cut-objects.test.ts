import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutObjects, type CutObject } from './cut-objects.ts'

function cut(pieces: string[], longest = 100): CutObject[] {
  const cutter = cutObjects(longest)
  const found = pieces.flatMap((piece) => cutter.push(piece))
  const tail = cutter.end()
  return tail ? [...found, tail] : found
}

test('objects come out as they went in, however the text is cut', () => {
  const json = fc.array(fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 })), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(json, fc.integer({ min: 1, max: 20 }), (objects, size) => {
      const text = JSON.stringify(objects)
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
      expect(cut(pieces, 100_000).map(({ raw }) => JSON.stringify(JSON.parse(raw)))).toEqual(
        objects.map((object) => JSON.stringify(object)),
      )
    }),
  )
})

test('one that is too long is passed over in any cut, its braces and quotes within texts too', () => {
  const long = `{"a":"${'}\\"{'.repeat(100)}"}`
  for (const size of [1, 7, 1000]) {
    const pieces = `[{"a":1},${long},{"b":2}]`.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    expect(cut(pieces).map(({ raw, isTooLong }) => (isTooLong ? 'long' : raw))).toEqual(['{"a":1}', 'long', '{"b":2}'])
  }
})
