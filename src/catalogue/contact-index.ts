import { readCodeColumn, type CodeColumn } from './code-column.ts'
import { readIndex, type IndexArrays } from './index-files.ts'
import { readPostings, type Postings } from './postings.ts'
import { readSortOrder, type SortOrder } from './sort-order.ts'
import type { TextTable } from './text-table.ts'

export type ColumnName = 'level' | 'function' | 'industry' | 'country' | 'region' | 'city'
export type SortName = 'name' | 'company' | 'title' | 'seen' | 'confidence'

/** Everything of an index that is in memory; nothing of it is ever written. */
export type ContactIndex = {
  rows: number
  ids: Float64Array
  columns: Record<ColumnName, CodeColumn>
  words: { name: Postings; title: Postings }
  has: Postings
  sorts: Record<SortName, SortOrder>
  companies: CompanyIndex
}

type CompanyIndex = {
  ids: Float64Array
  names: TextTable
  /** For each contact the row of its company plus one, 0 = none. */
  codes: Uint8Array | Uint16Array | Uint32Array
  /** Row of each company in the order of names, the order of the groups of the sort order `company`. */
  byName: Uint32Array
  /** Place of each company in the order of names. */
  places: Uint32Array
}

/** Loads the index of an edition. Throws `unavailable` when it is missing, incomplete or of another version. */
export async function loadContactIndex(directory: string): Promise<ContactIndex> {
  const arrays = await readIndex(directory)
  const column = (name: ColumnName) => readCodeColumn(arrays, name)
  const sort = (name: SortName) => readSortOrder(arrays, name)
  return {
    rows: arrays.description.rows,
    ids: arrays.f64('contacts.ids'),
    columns: {
      level: column('level'),
      function: column('function'),
      industry: column('industry'),
      country: column('country'),
      region: column('region'),
      city: column('city'),
    },
    words: { name: readPostings(arrays, 'name.words'), title: readPostings(arrays, 'title.words') },
    has: readPostings(arrays, 'has'),
    sorts: {
      name: sort('name'),
      company: sort('company'),
      title: sort('title'),
      seen: sort('seen'),
      confidence: sort('confidence'),
    },
    companies: readCompanies(arrays),
  }
}

function readCompanies(arrays: IndexArrays): CompanyIndex {
  const byName = arrays.u32('company.entries')
  const places = new Uint32Array(byName.length)
  for (let place = 0; place < byName.length; place++) places[byName[place]] = place
  return {
    ids: arrays.f64('companies.ids'),
    names: { bytes: arrays.u8('companies.names'), starts: arrays.u32('companies.names.starts') },
    codes: arrays.codes('company.codes'),
    byName,
    places,
  }
}
