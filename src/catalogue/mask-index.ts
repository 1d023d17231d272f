import type { CodeColumn } from './code-column.ts'
import type { ColumnName, ContactIndex, SortName } from './contact-index.ts'
import type { Postings } from './postings.ts'
import { countRows, everyRow, intersectRows, type RowSet } from './row-set.ts'
import type { SortOrder } from './sort-order.ts'
import { findText } from './text-table.ts'

/** What of the index speaks of a field. */
const partsOf: Record<string, { columns: ColumnName[]; words?: 'name' | 'title'; sort?: SortName; channel?: string }> =
  {
    name: { columns: [], words: 'name', sort: 'name' },
    title: { columns: ['level', 'function'], words: 'title', sort: 'title' },
    company: { columns: ['industry'], sort: 'company' },
    email: { columns: [], channel: 'email' },
    phone: { columns: [], channel: 'phone' },
    address: { columns: ['country', 'region', 'city'], channel: 'address' },
    linkedin: { columns: [], channel: 'linkedin' },
  }

/**
 * The index as it would be if these rows did not have these fields: they are not found, counted, suggested or sorted by them.
 * What no mask touches is shared with the index given, which stays as it is.
 */
export function maskIndex(index: ContactIndex, masked: ReadonlyMap<string, readonly number[]>): ContactIndex {
  const view: ContactIndex = {
    ...index,
    columns: { ...index.columns },
    words: { ...index.words },
    sorts: { ...index.sorts },
    companies: { ...index.companies },
  }
  const channels = new Map<number, RowSet>()
  for (const [field, rows] of masked) {
    const parts = partsOf[field]
    if (!parts || rows.length === 0) continue
    const others = allBut(rows, index.rows)
    for (const name of parts.columns) view.columns[name] = columnWithout(index.columns[name], rows, others)
    if (parts.words) view.words[parts.words] = postingsWithout(index.words[parts.words], others)
    if (parts.sort) view.sorts[parts.sort] = orderWithout(index.sorts[parts.sort], others)
    if (parts.sort === 'company') view.companies.codes = codesWithout(index.companies.codes, rows)
    if (parts.channel) channels.set(findText(index.has.values, parts.channel), others)
  }
  if (channels.size > 0) view.has = channelsWithout(index.has, channels)
  return view
}

function allBut(rows: readonly number[], size: number): RowSet {
  const set = everyRow(size)
  for (const row of rows) set.data[row >>> 5] &= ~(1 << (row & 31))
  return set
}

function isIn({ data }: RowSet, row: number): boolean {
  return ((data[row >>> 5] >>> (row & 31)) & 1) === 1
}

function columnWithout(column: CodeColumn, rows: readonly number[], others: RowSet): CodeColumn {
  const counts = column.counts.slice()
  for (const row of new Set(rows)) if (column.codes[row] > 0) counts[column.codes[row] - 1]--
  return { ...postingsWithout(column, others), counts, codes: codesWithout(column.codes, rows) }
}

function codesWithout<Codes extends Uint8Array | Uint16Array | Uint32Array>(
  codes: Codes,
  rows: readonly number[],
): Codes {
  const copy = codes.slice() as Codes
  for (const row of rows) copy[row] = 0
  return copy
}

/** `counts` stay those of all rows; who counts words counts the rows. */
function postingsWithout(postings: Postings, others: RowSet): Postings {
  return { ...postings, rowsOf: (place) => intersectRows([postings.rowsOf(place), others]) }
}

function channelsWithout(has: Postings, channels: ReadonlyMap<number, RowSet>): Postings {
  const rowsOf = (place: number) => {
    const others = channels.get(place)
    return others ? intersectRows([has.rowsOf(place), others]) : has.rowsOf(place)
  }
  return {
    ...has,
    rowsOf,
    counts: has.counts.map((count, place) => (channels.has(place) ? countRows(rowsOf(place)) : count)),
  }
}

/** The order with the masked rows among those that have no value, which stand in the order of their rows. */
function orderWithout({ order, present, ranges, texts }: SortOrder, others: RowSet): SortOrder {
  const kept = new Uint32Array(order.length)
  const starts = new Uint32Array(ranges.length)
  const tail = [...order.subarray(present)]
  let at = 0
  for (let group = 0; group + 1 < ranges.length; group++) {
    for (let place = ranges[group]; place < ranges[group + 1]; place++) {
      if (isIn(others, order[place])) kept[at++] = order[place]
      else tail.push(order[place])
    }
    starts[group + 1] = at
  }
  kept.set(
    tail.sort((a, b) => a - b),
    at,
  )
  return { order: kept, present: at, ranges: starts, texts }
}
