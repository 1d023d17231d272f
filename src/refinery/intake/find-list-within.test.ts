import { expect, test } from 'vitest'
import { findListWithin } from './find-list-within.ts'

/** JSON, and what of it begins the records; null where its own objects are them. */
const cases: [string, string, string | null][] = [
  ['a list first', '{"contacts": [{"name":"Ann"},{"name":"Bo"}]}', '{"name":"Ann"}'],
  ['figures before it', '{"total":2,"next":null,"ok":true, "rows":[{"name":"Ann"}]}', '{"name":"Ann"}'],
  ['an object before it', '{"meta":{"page":1,"of":"9"},"data":[ {"name":"Ann"}]}', '{"name":"Ann"}'],
  ['one that goes on', '{"total":2,"rows":[{"name":"Ann"},{"na', '{"name":"Ann"}'],
  ['objects a line, with lists', '{"name":"Ann","phones":[{"n":"1"}]}\n{"name":"Bo","phones":[{"n":"2"}]}', null],
  ['objects a line, the list first', '{"phones":[{"n":"1"}],"name":"Ann"}\n{"phones":[{"n":"2"}],"name":"Bo"}', null],
  ['one contact with a list', '{"name":"Ann Lee","emails":[{"value":"a@b.example"}]}', null],
  ['a list', '[{"name":"Ann","emails":[{"value":"a@b.example"}]}]', null],
]

test.each(cases)('%s', (_, json, want) => {
  const at = findListWithin(json, 1000)
  expect(at === 0 ? null : json.slice(at, at + (want?.length ?? 0))).toBe(want)
})

test('a long beginning that is none is told in bounded time', () => {
  const started = performance.now()
  for (const part of ['"a":1,', '"a":"\\\\', '{', '"a":{"b":1},', ' '])
    findListWithin(`{${part.repeat(40_000)}`, 1_000_000)
  expect(performance.now() - started).toBeLessThan(2000)
})
