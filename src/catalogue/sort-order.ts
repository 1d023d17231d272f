import type { IndexArrays, IndexWriter } from './index-files.ts'
import { sortTexts } from './sort-texts.ts'
import { textAt, type TextTable } from './text-table.ts'
import { TextTableBuilder } from './text-table-builder.ts'

/**
 * The rows in the order of a folded text, rows without one last. Rows of one text form a group, in the order of the texts:
 * group `g` is `order[ranges[g]] … order[ranges[g + 1] - 1]`, rows ascending, its text `texts` at `g`.
 * So one array serves sorting, type-ahead with counts, and "all rows of this company".
 */
export type SortOrder = { order: Uint32Array; present: number; ranges: Uint32Array; texts: TextTable }

type OrderRows = {
  /** Texts in any order; a row names one by its place plus one. */
  texts: TextTable
  /** For each row the place of its text plus one, 0 when it has none. */
  codes: Uint32Array
  /** Whether equal texts are one group (default), or each text is a group of its own. */
  merge?: boolean
}

/** Sorts rows by their texts. `entries` gives for each group the place of its (first) text. */
export function orderRows({ texts, codes, merge = true }: OrderRows): SortOrder & { entries: Uint32Array } {
  const sorted = sortTexts(texts)
  const groupOf = new Uint32Array(sorted.length)
  const entries = new Uint32Array(sorted.length)
  const kept = new TextTableBuilder()
  let groups = 0
  let last: string | null = null
  for (const place of sorted) {
    const text = textAt(texts, place)
    if (!merge || text !== last) {
      entries[groups++] = place
      kept.add(text)
      last = text
    }
    groupOf[place] = groups - 1
  }
  const ranges = new Uint32Array(groups + 1)
  for (const code of codes) if (code > 0) ranges[groupOf[code - 1] + 1]++
  for (let group = 0; group < groups; group++) ranges[group + 1] += ranges[group]
  const present = ranges[groups]
  const next = ranges.slice()
  const order = new Uint32Array(codes.length)
  let absent = present
  for (let row = 0; row < codes.length; row++) {
    order[codes[row] > 0 ? next[groupOf[codes[row] - 1]]++ : absent++] = row
  }
  return { order, present, ranges, texts: kept.finish(), entries: entries.subarray(0, groups) }
}

/** Writes a sort order with its groups. */
export async function writeSortOrder(writer: IndexWriter, name: string, sorted: SortOrder): Promise<void> {
  await writer.write(`${name}.order`, sorted.order)
  await writer.write(`${name}.ranges`, sorted.ranges)
  await writer.write(`${name}.keys`, sorted.texts.bytes)
  await writer.write(`${name}.keys.starts`, sorted.texts.starts)
}

/** A sort order as it was written. */
export function readSortOrder(arrays: IndexArrays, name: string): SortOrder {
  return {
    order: arrays.u32(`${name}.order`),
    present: arrays.description.present[name] ?? 0,
    ranges: arrays.u32(`${name}.ranges`),
    texts: { bytes: arrays.u8(`${name}.keys`), starts: arrays.u32(`${name}.keys.starts`) },
  }
}
