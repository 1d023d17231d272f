import type { TextTable } from './text-table.ts'

/** Below this many texts, insertion sort is faster than another partition. */
const FEW = 12

/**
 * Places of a table's texts in the order of their bytes; equal texts stay in the order of their places.
 * Multikey quicksort (Bentley & Sedgewick 1997): looks at no byte of a text more often than it must.
 */
export function sortTexts(table: TextTable): Uint32Array {
  const places = new Uint32Array(table.starts.length - 1)
  for (let place = 0; place < places.length; place++) places[place] = place
  const waiting = [{ low: 0, high: places.length, depth: 0 }]
  for (let range = waiting.pop(); range; range = waiting.pop()) {
    const { low, high, depth } = range
    if (high - low <= FEW) {
      sortFew(table, places.subarray(low, high), depth)
      continue
    }
    const middle = (low + high) >>> 1
    const pivot = median(
      byteAt(table, places[low], depth),
      byteAt(table, places[middle], depth),
      byteAt(table, places[high - 1], depth),
    )
    const [below, above] = partition({ table, places, low, high, depth, pivot })
    waiting.push({ low, high: below, depth }, { low: above, high, depth })
    if (pivot < 0) places.subarray(below, above).sort()
    else waiting.push({ low: below, high: above, depth: depth + 1 })
  }
  return places
}

type Partition = { table: TextTable; places: Uint32Array; low: number; high: number; depth: number; pivot: number }

/** Moves what is below the pivot to the front and what is above it to the back; gives the bounds of what is equal. */
function partition({ table, places, low, high, depth, pivot }: Partition): [below: number, above: number] {
  let [below, above] = [low, high]
  for (let index = low; index < above;) {
    const place = places[index]
    const byte = byteAt(table, place, depth)
    if (byte < pivot) {
      places[index++] = places[below]
      places[below++] = place
    } else if (byte > pivot) {
      places[index] = places[--above]
      places[above] = place
    } else index++
  }
  return [below, above]
}

/** A byte of a text, -1 beyond its end. */
function byteAt({ bytes, starts }: TextTable, place: number, depth: number): number {
  const at = starts[place] + depth
  return at < starts[place + 1] ? bytes[at] : -1
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

function sortFew(table: TextTable, places: Uint32Array, depth: number): void {
  for (let index = 1; index < places.length; index++) {
    const place = places[index]
    let at = index
    while (at > 0 && isAfter({ table, a: places[at - 1], b: place, depth })) {
      places[at] = places[at - 1]
      at--
    }
    places[at] = place
  }
}

function isAfter({ table, a, b, depth }: { table: TextTable; a: number; b: number; depth: number }): boolean {
  for (let at = depth; ; at++) {
    const [left, right] = [byteAt(table, a, at), byteAt(table, b, at)]
    if (left !== right) return left > right
    if (left < 0) return a > b
  }
}
