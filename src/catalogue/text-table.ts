/**
 * Texts as one run of UTF-8 bytes: text `i` is `bytes[starts[i]] … bytes[starts[i + 1] - 1]`.
 * Read from a file as it is; a million texts cost no JavaScript string until one is asked for.
 */
export type TextTable = { bytes: Uint8Array; starts: Uint32Array }

/** Number of texts. */
export function countTexts(table: TextTable): number {
  return table.starts.length - 1
}

/** The text at a place. */
export function textAt({ bytes, starts }: TextTable, place: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + starts[place], starts[place + 1] - starts[place]).toString('utf8')
}

/** Place of a text in a table sorted by bytes, or -1. */
export function findText(table: TextTable, text: string): number {
  const wanted = Buffer.from(text)
  const place = lowerBound(table, wanted, false)
  return place < countTexts(table) && compareAt(table, place, wanted, false) === 0 ? place : -1
}

/** Places [from, to) of the texts that begin with `prefix`, in a table sorted by bytes. */
export function findPrefix(table: TextTable, prefix: string): [from: number, to: number] {
  const wanted = Buffer.from(prefix)
  return [lowerBound(table, wanted, false), lowerBound(table, wanted, true)]
}

/** First place whose text is not below `wanted` or, `beyond`, also does not begin with it. */
function lowerBound(table: TextTable, wanted: Uint8Array, beyond: boolean): number {
  let [low, high] = [0, countTexts(table)]
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = compareAt(table, middle, wanted, beyond)
    if (order < 0 || (beyond && order === 0)) low = middle + 1
    else high = middle
  }
  return low
}

/** Order of the text at a place against `wanted`: 0 when equal or, with `asPrefix`, when it begins with it. */
function compareAt({ bytes, starts }: TextTable, place: number, wanted: Uint8Array, asPrefix: boolean): number {
  const start = starts[place]
  const length = starts[place + 1] - start
  const shared = Math.min(length, wanted.length)
  for (let index = 0; index < shared; index++) {
    if (bytes[start + index] !== wanted[index]) return bytes[start + index] - wanted[index]
  }
  return asPrefix && length >= wanted.length ? 0 : length - wanted.length
}
