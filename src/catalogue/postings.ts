import type { IndexArrays, IndexWriter } from './index-files.ts'
import { isFrequent, wordsFor, type RowSet } from './row-set.ts'
import type { TextTable } from './text-table.ts'

/** For each of a list of values, sorted by bytes, the rows that have it: a bitset where they are many, else their list. */
export type Postings = {
  values: TextTable
  /** Rows of each value. */
  counts: Uint32Array
  rowsOf(place: number): RowSet
}

type WritePostings = {
  name: string
  rows: number
  values: TextTable
  /** Calls back with every pair of row and place of a value, rows ascending, none twice. Called twice. */
  forEach: (visit: (row: number, place: number) => void) => void
}

/** Writes postings as four arrays: texts, counts, where each value's rows are (below 0: a bitset), bitsets and lists. */
export async function writePostings(
  writer: IndexWriter,
  { name, rows, values, forEach }: WritePostings,
): Promise<void> {
  const size = values.starts.length - 1
  const counts = new Uint32Array(size)
  forEach((_row, place) => counts[place]++)
  const at = new Int32Array(size)
  let [frequent, listed] = [0, 0]
  for (let place = 0; place < size; place++) {
    if (isFrequent(counts[place], rows)) at[place] = -++frequent
    else {
      at[place] = listed
      listed += counts[place]
    }
  }
  const words = wordsFor(rows)
  const bits = new Uint32Array(frequent * words)
  const lists = new Uint32Array(listed)
  const next = at.slice()
  forEach((row, place) => {
    if (at[place] < 0) bits[(-at[place] - 1) * words + (row >>> 5)] |= 1 << (row & 31)
    else lists[next[place]++] = row
  })
  await writer.write(`${name}.text`, values.bytes)
  await writer.write(`${name}.starts`, values.starts)
  await writer.write(`${name}.counts`, counts)
  await writer.write(`${name}.at`, at)
  await writer.write(`${name}.bits`, bits)
  await writer.write(`${name}.lists`, lists)
}

/** Postings as they were written. */
export function readPostings(arrays: IndexArrays, name: string): Postings {
  const [counts, at] = [arrays.u32(`${name}.counts`), arrays.i32(`${name}.at`)]
  const [bits, lists] = [arrays.u32(`${name}.bits`), arrays.u32(`${name}.lists`)]
  const words = wordsFor(arrays.description.rows)
  return {
    values: { bytes: arrays.u8(`${name}.text`), starts: arrays.u32(`${name}.starts`) },
    counts,
    rowsOf(place) {
      const start = at[place]
      if (start >= 0) return { dense: false, data: lists.subarray(start, start + counts[place]) }
      return { dense: true, data: bits.subarray((-start - 1) * words, -start * words) }
    },
  }
}
