import { bringToDate } from '../engine/merge/index.ts'
import { AppError } from '../platform/errors/index.ts'
import type { ContactIndex, SortName } from './contact-index.ts'
import { countFacets, type FacetName, type Facets, type ValueCount } from './facet-counter.ts'
import { findId } from './find-id.ts'
import { foldText } from './fold-text.ts'
import type { IdentifierIndex } from './identifier-index.ts'
import { maskIndex } from './mask-index.ts'
import { fieldColumns, fieldOf, type Masks } from './masks.ts'
import { readCursor, writeCursor } from './page-cursor.ts'
import { countPeople, type People } from './people-of-company.ts'
import type { Row, RowFile } from './row-file.ts'
import { RowSelector, type Filters } from './row-selector.ts'
import { countRows, intersectRows, toDense, type RowSet } from './row-set.ts'
import { Suggester, type SuggestField } from './suggester.ts'
import { findPrefix } from './text-table.ts'
import { findWordStarts } from './text-search.ts'
import { stepOfRow, walkOrder } from './walk-order.ts'

/** An order of contacts; a leading minus turns it round. Contacts without the value come last either way. */
export type Sort = SortName | `-${SortName}`

type Slice = {
  limit: number
  /** Rows to skip, at most the total. */
  offset?: number | undefined
  /** The `next` of the page before; takes the place of `offset`. */
  cursor?: string | undefined
}

/** Rows of the edition, the exact total, and where the next page begins. */
export type Page = { total: number; rows: Row[]; next: string | null }

type CatalogueParts = {
  edition: string
  index: ContactIndex
  contacts: RowFile
  companies: RowFile
  /** Null in an edition that was built without them and opened without the key. */
  identifiers: IdentifierIndex | null
  /** Days since the edition's date, to which confidences are brought; null to leave them as they are in the edition. */
  age?: (() => number) | null
}

/**
 * The read side of one edition: exact counts, facets, pages, type-ahead and look-ups.
 * All but rows and identifiers comes from memory. Contacts that are hidden are in no answer but those about identifiers,
 * fields that are hidden of a contact in none: neither in its row nor in what it is found, counted or sorted by.
 */
export class Catalogue {
  readonly edition: string
  private readonly whole: ContactIndex
  private readonly contacts: RowFile
  private readonly companies: RowFile
  private readonly identifiers: IdentifierIndex | null
  private readonly age: (() => number) | null
  /** The index without the fields that are hidden, and who answers from it. */
  private index: ContactIndex
  private selector: RowSelector
  private suggester: Suggester
  /** Columns hidden of a row. */
  private hiddenColumns = new Map<number, readonly string[]>()

  constructor({ edition, index, contacts, companies, identifiers, age }: CatalogueParts) {
    this.edition = edition
    this.whole = index
    this.contacts = contacts
    this.companies = companies
    this.identifiers = identifiers
    this.age = age ?? null
    this.index = index
    this.selector = new RowSelector(index)
    this.suggester = new Suggester({ index, contacts, selector: this.selector })
  }

  /** Hides these contacts, and only these, from every answer from now on. Ids that the edition does not have are passed over. */
  mask(ids: Iterable<string>): void {
    this.selector.hide(this.rowsOf(ids))
    this.suggester.forgetCounts()
  }

  /** Hides these contacts, too. */
  hide(ids: Iterable<string>): void {
    this.selector.hideMore(this.rowsOf(ids))
    this.suggester.forgetCounts()
  }

  /** Hides these contacts and these fields, and nothing else, from every answer from now on. */
  applyMasks({ contacts, fields }: Omit<Masks, 'suppressed'>): void {
    const masked = new Map<string, number[]>()
    this.hiddenColumns = new Map()
    for (const [id, names] of fields) {
      const [row] = this.rowsOf([id])
      if (row === undefined) continue
      const known = [...new Set(names.map(fieldOf))]
      for (const field of known) {
        const rows = masked.get(field)
        if (rows) rows.push(row)
        else masked.set(field, [row])
      }
      this.hiddenColumns.set(
        row,
        known.flatMap((field) => fieldColumns[field] ?? [field]),
      )
    }
    this.index = masked.size === 0 ? this.whole : maskIndex(this.whole, masked)
    this.selector = new RowSelector(this.index)
    this.suggester = new Suggester({ index: this.index, contacts: this.contacts, selector: this.selector })
    this.mask(contacts)
  }

  /** Whether there is such a contact and it is not hidden. */
  isVisible(id: string): boolean {
    return this.rowsOf([id]).some((row) => this.selector.isVisible(row))
  }

  /** Ids of the contacts that have an identifier, hidden ones too. Throws `unavailable` where identifiers are not known. */
  async findByIdentifier(mac: Buffer): Promise<string[]> {
    return (await this.knownIdentifiers().find(mac)).map((row) => contactId(this.index.ids[row]))
  }

  /** Ids of the contacts that have any of these identifiers, which are sorted by their bytes; hidden ones too. */
  async findByIdentifiers(macs: readonly Buffer[]): Promise<string[]> {
    if (macs.length === 0) return []
    return Array.from(await this.knownIdentifiers().findAny(macs), (row) => contactId(this.index.ids[row]))
  }

  /** MACs of every identifier of a contact and its records, hidden or not; none where there is no such contact. */
  async identifiersOf(id: string): Promise<Buffer[]> {
    const [row] = this.rowsOf([id])
    return row === undefined ? [] : this.knownIdentifiers().of(row)
  }

  /** Those of the contacts that the edition has and that are not hidden, in the order asked for. */
  async getContacts(ids: Iterable<string>): Promise<Row[]> {
    return this.readContacts(this.rowsOf(ids))
  }

  /** Exact number of contacts that fit. */
  count(filters: Filters): number {
    return countRows(this.selector.select(filters))
  }

  /** Contacts that fit by value, for each facet wanted; a facet's counts ignore its own filter. */
  facets(filters: Filters, names: FacetName[], limit: number): Facets {
    return countFacets({ index: this.index, selector: this.selector, filters, names, limit })
  }

  /** A page of the contacts that fit. Throws `bad_input` for an offset beyond the total or a cursor that is none. */
  async page(filters: Filters, sort: Sort, slice: Slice): Promise<Page> {
    const wanted = this.selector.select(filters)
    const total = countRows(wanted)
    const descending = sort.startsWith('-')
    const order = this.index.sorts[(descending ? sort.slice(1) : sort) as SortName]
    const stepOfId = (id: string) => {
      const row = findId(this.index.ids, id, 'c')
      return row < 0 ? -1 : stepOfRow(order, row, descending)
    }
    const { from, skip } = this.startOf(slice, { sort, total, stepOfId })
    const dense = toDense(wanted, this.index.rows)
    const { rows, next } = walkOrder({ sort: order, descending, wanted: dense, from, skip, limit: slice.limit })
    const last = rows.at(-1)
    const cursor =
      next === null || last === undefined ? null : this.cursorAfter(sort, next, contactId(this.index.ids[last]))
    return { total, rows: await this.readContacts(rows), next: cursor }
  }

  /** A page of the companies whose name, or a word of it, begins with `q`; all of them for an empty one. By name. */
  async pageCompanies(q: string, slice: Slice): Promise<Page> {
    const places = this.companiesLike(foldText(q))
    const { byName, ids } = this.index.companies
    const stepOfId = (id: string) => {
      const company = findId(ids, id, 'o')
      return company < 0 ? -1 : places.indexOf(this.index.companies.places[company])
    }
    const { from, skip } = this.startOf(slice, { sort: 'companies', total: places.length, stepOfId })
    const end = from + skip + slice.limit
    const rows = Array.from(places.slice(from + skip, end), (place) => byName[place])
    const found = await Promise.all(rows.map((row) => this.readCompany(row)))
    const last = found.at(-1)
    const next = last && end < places.length ? this.cursorAfter('companies', end, String(last.id)) : null
    return { total: places.length, rows: found, next }
  }

  /** The values of a field that begin with what was typed, most frequent first. */
  suggest(field: SuggestField, q: string, limit = 10): Promise<ValueCount[]> {
    return this.suggester.suggest({ field, q, limit })
  }

  /** One contact. Throws `not_found` when the edition does not have it, or it is hidden. */
  async getContact(id: string): Promise<Row> {
    const row = findId(this.index.ids, id, 'c')
    const [contact] = row < 0 ? [] : await this.readContacts([row])
    if (!contact) throw new AppError('not_found', `There is no contact ${id}.`)
    return contact
  }

  /** A company and its people by function and level. Throws `not_found` when the edition does not have it. */
  async getCompany(id: string): Promise<{ company: Row; people: People }> {
    const row = findId(this.index.companies.ids, id, 'o')
    if (row < 0) throw new AppError('not_found', `There is no company ${id}.`)
    return { company: await this.readCompany(row), people: countPeople(this.index, this.peopleOf(row)) }
  }

  /** Closes the files; no call may be under way. */
  async close(): Promise<void> {
    await Promise.all([this.contacts.close(), this.companies.close(), this.identifiers?.close()])
  }

  private rowsOf(ids: Iterable<string>): number[] {
    return Array.from(ids, (id) => findId(this.whole.ids, id, 'c')).filter((row) => row >= 0)
  }

  private knownIdentifiers(): IdentifierIndex {
    if (this.identifiers) return this.identifiers
    throw new AppError('unavailable', 'This edition was built without identifiers. Build it again: fairlist build')
  }

  /** Rows that are seen, without their hidden fields. What was hidden while they were read is left out as well. */
  private async readContacts(rows: readonly number[]): Promise<Row[]> {
    const seen = rows.filter((row) => this.selector.isVisible(row))
    const found = await this.contacts.readAll(seen)
    return found.flatMap((contact, i) =>
      this.selector.isVisible(seen[i]) ? [this.withoutHidden(seen[i], this.asOfToday(contact))] : [],
    )
  }

  private asOfToday(contact: Row): Row {
    return this.age ? bringToDate(contact, this.age()) : contact
  }

  private withoutHidden(row: number, contact: Row): Row {
    const hidden = this.hiddenColumns.get(row)
    return hidden ? Object.fromEntries(Object.entries(contact).filter(([name]) => !hidden.includes(name))) : contact
  }

  private peopleOf(company: number): RowSet {
    return intersectRows([this.selector.peopleOf(company), this.selector.select({})])
  }

  private async readCompany(row: number): Promise<Row> {
    return { ...(await this.companies.read(row)), contacts: countRows(this.peopleOf(row)) }
  }

  private companiesLike(q: string): Uint32Array {
    const { texts } = this.index.sorts.company
    const [from, to] = findPrefix(texts, q)
    const others = q === '' ? [] : findWordStarts(texts, q, Infinity)
    const places = new Uint32Array(to - from + others.length)
    for (let place = from; place < to; place++) places[place - from] = place
    places.set(others, to - from)
    return places.sort()
  }

  private cursorAfter(sort: string, step: number, id: string): string {
    return writeCursor({ edition: this.edition, sort, step, id })
  }

  /** Where a page begins. A cursor of another edition goes on after the same row, where that is still there. */
  private startOf(slice: Slice, place: { sort: string; total: number; stepOfId(id: string): number }) {
    if (slice.cursor !== undefined) {
      const cursor = readCursor(slice.cursor, place.sort)
      if (cursor.edition === this.edition) return { from: cursor.step, skip: 0 }
      const step = place.stepOfId(cursor.id)
      if (step >= 0) return { from: step + 1, skip: 0 }
      throw new AppError(
        'conflict',
        'A new edition came meanwhile, and the last row of the page before is not in it. Start again without the cursor.',
      )
    }
    const skip = slice.offset ?? 0
    if (skip <= place.total) return { from: 0, skip }
    const detail = `The offset ${skip} is beyond the total of ${place.total}.`
    throw new AppError('bad_input', detail, { errors: [{ pointer: '/query/offset', detail }] })
  }
}

function contactId(number: number): string {
  return `c${String(number).padStart(10, '0')}`
}
