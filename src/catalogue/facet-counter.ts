import type { CodeColumn } from './code-column.ts'
import type { ColumnName, ContactIndex } from './contact-index.ts'
import { countCodes, countCommon, type RowSet } from './row-set.ts'
import type { Filters, RowSelector } from './row-selector.ts'
import { countTexts, textAt } from './text-table.ts'

export type FacetName = ColumnName | 'company' | 'has'
/** A value as filters name it, how a person reads it, and how many contacts have it. */
export type ValueCount = { value: string; label: string; count: number }
export type Facets = Partial<Record<FacetName, ValueCount[]>>

type CountFacets = {
  index: ContactIndex
  selector: RowSelector
  filters: Filters
  names: FacetName[]
  /** Values wanted of each facet, the most frequent. */
  limit: number
}

/**
 * Counts contacts by value for each facet, most frequent first, then by the bytes of the value.
 * The counts of a facet ignore its own filter, so that they say what another choice would give.
 */
export function countFacets({ index, selector, filters, names, limit }: CountFacets): Facets {
  const all = selector.select(filters)
  const facets: Facets = {}
  for (const name of names) {
    const rows = filters[name]?.length ? selector.select(filters, name) : all
    const whole = selector.takesAll(filters, name)
    facets[name] = countFacet({ index, rows, whole, name, limit })
  }
  return facets
}

type CountFacet = { index: ContactIndex; rows: RowSet; whole: boolean; name: FacetName; limit: number }

function countFacet({ index, rows, whole, name, limit }: CountFacet): ValueCount[] {
  if (name === 'has') {
    const { has } = index
    const counts = has.counts.map((count, place) => (whole ? count : countCommon(rows, has.rowsOf(place))))
    return mostFrequent(counts, limit).map((place) => {
      const value = textAt(has.values, place)
      return { value, label: value, count: counts[place] }
    })
  }
  if (name === 'company') {
    const counts = countsByCode(rows, index.companies.codes, index.companies.ids.length)
    return mostFrequent(counts, limit).map((row) => ({ ...companyLabel(index, row), count: counts[row] }))
  }
  const column = index.columns[name]
  const counts = whole ? column.counts : countsInColumn(rows, column)
  return mostFrequent(counts, limit).map((place) => ({ ...valueLabel(column, place, name), count: counts[place] }))
}

/** A company as a value: its id and its name. */
export function companyLabel({ companies }: ContactIndex, row: number): { value: string; label: string } {
  return { value: `o${String(companies.ids[row]).padStart(8, '0')}`, label: textAt(companies.names, row) }
}

/** A column's value and its label: the label of a region leaves the country out. */
export function valueLabel(column: CodeColumn, place: number, name: ColumnName): { value: string; label: string } {
  const value = textAt(column.values, place)
  return { value, label: name === 'region' ? value.replace(/^[A-Z]{2}-(?=.)/, '') : value }
}

/** Contacts among the rows for each value of a column. */
export function countsInColumn(rows: RowSet, column: CodeColumn): Uint32Array {
  return countsByCode(rows, column.codes, countTexts(column.values))
}

/** Places of the highest counts, those of zero left out; equal counts in the order of their places. */
export function mostFrequent(counts: Uint32Array, limit: number, from = 0, to = counts.length): number[] {
  const best: number[] = []
  let least = 0
  for (let place = from; place < to; place++) {
    const count = counts[place]
    if (count === 0 || (best.length === limit && count <= least)) continue
    let at = best.length
    while (at > 0 && counts[best[at - 1]] < count) at--
    best.splice(at, 0, place)
    if (best.length > limit) best.pop()
    least = counts[best[best.length - 1]]
  }
  return best
}

function countsByCode(rows: RowSet, codes: Uint8Array | Uint16Array | Uint32Array, values: number): Uint32Array {
  const counts = new Uint32Array(values + 1)
  countCodes(rows, codes, counts)
  return counts.subarray(1)
}
