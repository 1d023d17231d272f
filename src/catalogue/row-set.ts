/**
 * A set of rows. Dense: a bitset, bit `row & 31` of word `row >>> 5`. Sparse: row numbers, ascending.
 * Sets are shared between answers and with the index: nobody writes into one that was handed out.
 */
export type RowSet = { dense: boolean; data: Uint32Array }

/** A set is kept dense from here on: below it, a list of 4 bytes a row is the smaller form. */
export function isFrequent(count: number, rows: number): boolean {
  return count > 0 && count >= rows / 32
}

/** Words of a bitset over so many rows. */
export function wordsFor(rows: number): number {
  return (rows + 31) >>> 5
}

/** The set of all rows. */
export function everyRow(rows: number): RowSet {
  const data = new Uint32Array(wordsFor(rows)).fill(0xffffffff)
  if (rows & 31) data[data.length - 1] = 2 ** (rows & 31) - 1
  return { dense: true, data }
}

/** Rows in the set. */
export function countRows(set: RowSet): number {
  if (!set.dense) return set.data.length
  const { data } = set
  let count = 0
  for (let index = 0; index < data.length; index++) count += onesIn(data[index])
  return count
}

/** The set as a bitset; the set itself where it is one. */
export function toDense(set: RowSet, rows: number): RowSet {
  if (set.dense) return set
  const data = new Uint32Array(wordsFor(rows))
  addTo(data, set)
  return { dense: true, data }
}

/** Rows that are in one of the sets. */
export function uniteRows(sets: RowSet[], rows: number): RowSet {
  if (sets.length === 1) return sets[0]
  if (sets.length === 0) return { dense: false, data: new Uint32Array(0) }
  const data = new Uint32Array(wordsFor(rows))
  for (const set of sets) addTo(data, set)
  return { dense: true, data }
}

/** Rows that are in all of the sets, of which there is at least one. */
export function intersectRows(sets: RowSet[]): RowSet {
  const [first, ...rest] = sets.toSorted(bySize)
  return rest.reduce((kept, set) => (kept.dense ? intersectDense(kept, set) : filterSparse(kept, set)), first)
}

/** Adds, for each row of the set, one to the place of its code. */
export function countCodes(set: RowSet, codes: Uint8Array | Uint16Array | Uint32Array, counts: Uint32Array): void {
  const { data } = set
  if (!set.dense) {
    for (let index = 0; index < data.length; index++) counts[codes[data[index]]]++
    return
  }
  for (let index = 0; index < data.length; index++) {
    let word = data[index]
    const start = index << 5
    while (word !== 0) {
      counts[codes[start + 31 - Math.clz32(word & -word)]]++
      word &= word - 1
    }
  }
}

/** Rows that are in both sets, counted without making the set. */
export function countCommon(a: RowSet, b: RowSet): number {
  if (!a.dense || !b.dense) return countRows(intersectRows([a, b]))
  const [left, right] = [a.data, b.data]
  let count = 0
  for (let index = 0; index < left.length; index++) count += onesIn(left[index] & right[index])
  return count
}

/** Sparse sets first, the shortest before all: what is looked at shrinks as early as it can. */
function bySize(a: RowSet, b: RowSet): number {
  if (a.dense !== b.dense) return a.dense ? 1 : -1
  return a.dense ? 0 : a.data.length - b.data.length
}

function intersectDense(a: RowSet, b: RowSet): RowSet {
  const [left, right] = [a.data, b.data]
  const data = new Uint32Array(left.length)
  for (let index = 0; index < data.length; index++) data[index] = left[index] & right[index]
  return { dense: true, data }
}

function filterSparse(kept: RowSet, other: RowSet): RowSet {
  const rows = kept.data
  const out = new Uint32Array(rows.length)
  let size = 0
  if (other.dense) {
    const bits = other.data
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]
      if ((bits[row >>> 5] >>> (row & 31)) & 1) out[size++] = row
    }
  } else {
    const list = other.data
    for (let index = 0, at = 0; index < rows.length; index++) {
      while (at < list.length && list[at] < rows[index]) at++
      if (at < list.length && list[at] === rows[index]) out[size++] = rows[index]
    }
  }
  return { dense: false, data: out.subarray(0, size) }
}

function addTo(bits: Uint32Array, set: RowSet): void {
  const { data } = set
  if (set.dense) for (let index = 0; index < bits.length; index++) bits[index] |= data[index]
  else for (let index = 0; index < data.length; index++) bits[data[index] >>> 5] |= 1 << (data[index] & 31)
}

/** Ones in a word of 32 bits, without branches (Warren, Hacker's Delight, 5-1). */
function onesIn(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555)
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333)
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
