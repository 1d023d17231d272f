import { countTexts, findPrefix, type TextTable } from './text-table.ts'

/**
 * Places of the folded texts in which a word begins with `wanted`, besides those that begin with it themselves, ascending.
 * `limit` bounds the work for short and frequent beginnings.
 */
export function findWordStarts(table: TextTable, wanted: string, limit: number): number[] {
  const { bytes, starts } = table
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const needle = Buffer.from(` ${wanted}`)
  const [from, to] = findPrefix(table, wanted)
  const places: number[] = []
  let at = haystack.indexOf(needle)
  while (at >= 0 && places.length < limit) {
    const place = placeOfByte(starts, at)
    if (at + needle.length <= starts[place + 1] && (place < from || place >= to)) places.push(place)
    at = place + 1 < countTexts(table) ? haystack.indexOf(needle, starts[place + 1]) : -1
  }
  return places
}

/** Place of the text that holds a byte. */
function placeOfByte(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (starts[middle] <= at) low = middle
    else high = middle
  }
  return low
}
