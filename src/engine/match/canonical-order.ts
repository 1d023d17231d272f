import { hashText, mixHash } from './hash-text.ts'
import type { LinkInput } from './link-input.ts'
import { sortByKey } from './sort-by-key.ts'

/**
 * The records in an order that depends on their contents alone (by content hash), so that nothing later on depends
 * on the order in which the caller happens to hold them; with those hashes, in that order.
 */
export function canonicalOrder(input: LinkInput): { order: Uint32Array; contents: Uint32Array } {
  const first = contentHashes(input, 0x2f0b4c47)
  const order = sortByKey(first)
  settleTies(order, first, () => secondHashes(input))
  return { order, contents: order.map((record) => first[record]) }
}

/** Hashes of the contents apart from those that give the order: both together are a content's own. */
export function secondHashes(input: LinkInput): Uint32Array {
  return contentHashes(input, 0x5bd1e995)
}

function contentHashes(input: LinkInput, seed: number): Uint32Array {
  const hashes = new Uint32Array(input.count).fill(seed)
  for (const column of input.columns) {
    const values = new Uint32Array(column.values.length)
    for (let code = 1; code < values.length; code++) values[code] = hashText(column.values[code], seed)
    for (let i = 0; i < input.count; i++) hashes[i] = mixHash(hashes[i], values[column.codes[i]])
  }
  return hashes
}

function settleTies(order: Uint32Array, hashes: Uint32Array, second: () => Uint32Array): void {
  let more: Uint32Array | null = null
  for (let start = 0; start < order.length;) {
    let end = start + 1
    while (end < order.length && hashes[order[end]] === hashes[order[start]]) end++
    if (end - start > 1) {
      const others = (more ??= second())
      order.subarray(start, end).sort((a, b) => others[a] - others[b])
    }
    start = end
  }
}
