import type { ColumnName, ContactIndex } from './contact-index.ts'
import { findId } from './find-id.ts'
import { foldText } from './fold-text.ts'
import type { CodeColumn } from './code-column.ts'
import type { Postings } from './postings.ts'
import { everyRow, intersectRows, uniteRows, type RowSet } from './row-set.ts'
import { countTexts, findPrefix, findText, textAt } from './text-table.ts'

/** What contacts are wanted. Values of one key: any of them; different keys: all of them; `has`: all of its values. */
export type Filters = {
  /** Words of the name, all must occur; `word*` is any word that begins so. */
  name?: string[]
  /** Words of the title, in the same way. */
  title?: string[]
  level?: string[]
  function?: string[]
  /** Company ids. */
  company?: string[]
  industry?: string[]
  country?: string[]
  /** `CC-XX`, or the text as in the data. */
  region?: string[]
  city?: string[]
  /** Channels: email, phone, address, linkedin. */
  has?: string[]
}
export type FilterName = keyof Filters

const columnNames: ColumnName[] = ['level', 'function', 'industry', 'country', 'region', 'city']
const filterNames: FilterName[] = [...columnNames, 'name', 'title', 'company', 'has']

/** Finds the rows that fit filters, without the hidden ones. */
export class RowSelector {
  private readonly index: ContactIndex
  private readonly folded = new Map<ColumnName, Map<string, number[]>>()
  private visible: RowSet
  private hiding = false

  constructor(index: ContactIndex) {
    this.index = index
    this.visible = everyRow(index.rows)
  }

  /** Hides these rows, and only these, from every answer. */
  hide(rows: Iterable<number>): void {
    const visible = everyRow(this.index.rows)
    this.hiding = false
    for (const row of rows) {
      visible.data[row >>> 5] &= ~(1 << (row & 31))
      this.hiding = true
    }
    this.visible = visible
  }

  /** Hides these rows, too. A set that was handed out stays as it is. */
  hideMore(rows: Iterable<number>): void {
    const visible: RowSet = { dense: true, data: this.visible.data.slice() }
    for (const row of rows) {
      visible.data[row >>> 5] &= ~(1 << (row & 31))
      this.hiding = true
    }
    this.visible = visible
  }

  isVisible(row: number): boolean {
    return ((this.visible.data[row >>> 5] >>> (row & 31)) & 1) === 1
  }

  /** Whether the filters, but for one, let every row through: then the figures of the index hold as they are. */
  takesAll(filters: Filters, without?: FilterName): boolean {
    return !this.hiding && filterNames.every((name) => name === without || !isSet(filters[name]))
  }

  /** The rows that fit all filters but `without`. */
  select(filters: Filters, without?: FilterName): RowSet {
    const sets: RowSet[] = this.hiding ? [this.visible] : []
    for (const name of filterNames) {
      const values = filters[name]
      if (name !== without && isSet(values)) sets.push(...this.setsFor(name, values))
    }
    return sets.length === 0 ? this.visible : intersectRows(sets)
  }

  private setsFor(name: FilterName, values: string[]): RowSet[] {
    const { index } = this
    if (name === 'has')
      return values.map((value) => rowsWith(index.has, [findText(index.has.values, value)], index.rows))
    if (name === 'company')
      return [
        uniteRows(
          values.map((id) => this.peopleOf(findId(index.companies.ids, id, 'o'))),
          index.rows,
        ),
      ]
    if (name === 'name' || name === 'title') return this.setsForWords(index.words[name], values)
    return [rowsWith(index.columns[name], this.placesOf(name, values), index.rows)]
  }

  /** Contacts of a company, given by its row; -1 has none. */
  peopleOf(company: number): RowSet {
    if (company < 0) return { dense: false, data: new Uint32Array(0) }
    const { companies, sorts } = this.index
    const place = companies.places[company]
    return {
      dense: false,
      data: sorts.company.order.subarray(sorts.company.ranges[place], sorts.company.ranges[place + 1]),
    }
  }

  private setsForWords(postings: Postings, phrases: string[]): RowSet[] {
    const each = phrases.map((phrase) =>
      this.wordsOf(phrase).map((word) => rowsOfWord(postings, word, this.index.rows)),
    )
    const wanted = each.filter((sets) => sets.length > 0)
    if (wanted.length === 1) return wanted[0]
    return wanted.length === 0 ? [] : [uniteRows(wanted.map(intersectRows), this.index.rows)]
  }

  /** Folded words of a phrase, with their star. */
  private wordsOf(phrase: string): string[] {
    return phrase.split(/\s+/).flatMap((part) => {
      const words = foldText(part).split(' ').filter(Boolean)
      if (part.endsWith('*') && words.length > 0) words[words.length - 1] += '*'
      return words
    })
  }

  /** Places of the values: the very text, else all that read the same when folded. */
  private placesOf(name: ColumnName, values: string[]): number[] {
    return values.flatMap((value) => {
      const exact = findText(this.index.columns[name].values, value)
      if (exact >= 0) return [exact]
      const folded = foldText(value)
      return folded === '' ? [] : (this.foldedValues(name).get(folded) ?? [])
    })
  }

  private foldedValues(name: ColumnName): Map<string, number[]> {
    const known = this.folded.get(name)
    if (known) return known
    const made = foldValues(this.index.columns[name], name === 'region')
    this.folded.set(name, made)
    return made
  }
}

function isSet(values: string[] | undefined): values is string[] {
  return values !== undefined && values.length > 0
}

/** Rows of any of the places; a place below 0 has none. */
function rowsWith(postings: Postings, places: number[], rows: number): RowSet {
  const known = [...new Set(places)].filter((place) => place >= 0)
  return uniteRows(
    known.map((place) => postings.rowsOf(place)),
    rows,
  )
}

function rowsOfWord(postings: Postings, word: string, rows: number): RowSet {
  if (!word.endsWith('*')) return rowsWith(postings, [findText(postings.values, word)], rows)
  const [from, to] = findPrefix(postings.values, word.slice(0, -1))
  return rowsWith(
    postings,
    Array.from({ length: to - from }, (_, index) => from + index),
    rows,
  )
}

function foldValues(column: CodeColumn, isRegion: boolean): Map<string, number[]> {
  const places = new Map<string, number[]>()
  const put = (key: string, place: number) => places.set(key, [...(places.get(key) ?? []), place])
  for (let place = 0; place < countTexts(column.values); place++) {
    const text = textAt(column.values, place)
    put(foldText(text), place)
    if (isRegion && /^[A-Z]{2}-/.test(text)) put(foldText(text.slice(3)), place)
  }
  return places
}
