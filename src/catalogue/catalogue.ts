import { AppError } from '../platform/errors/index.ts'
import type { ContactIndex, SortName } from './contact-index.ts'
import { countFacets, type FacetName, type Facets, type ValueCount } from './facet-counter.ts'
import { findId } from './find-id.ts'
import { foldText } from './fold-text.ts'
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

/** Rows as they are in the edition, the exact total, and where the next page begins. */
export type Page = { total: number; rows: Row[]; next: string | null }

type CatalogueParts = { edition: string; index: ContactIndex; contacts: RowFile; companies: RowFile }

/**
 * The read side of one edition: exact counts, facets, pages, type-ahead and look-ups.
 * All but rows comes from memory. Rows that are hidden by `mask` are in no answer.
 */
export class Catalogue {
  readonly edition: string
  private readonly index: ContactIndex
  private readonly contacts: RowFile
  private readonly companies: RowFile
  private readonly selector: RowSelector
  private readonly suggester: Suggester

  constructor({ edition, index, contacts, companies }: CatalogueParts) {
    this.edition = edition
    this.index = index
    this.contacts = contacts
    this.companies = companies
    this.selector = new RowSelector(index)
    this.suggester = new Suggester({ index, contacts, selector: this.selector })
  }

  /** Hides these contacts, and only these, from every answer from now on. Ids that the edition does not have are passed over. */
  mask(ids: Iterable<string>): void {
    const rows = Array.from(ids, (id) => findId(this.index.ids, id, 'c'))
    this.selector.hide(rows.filter((row) => row >= 0))
    this.suggester.forgetCounts()
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
    return { total, rows: await this.contacts.readAll(rows), next: cursor }
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
    if (row < 0 || !this.selector.isVisible(row)) throw new AppError('not_found', `There is no contact ${id}.`)
    return this.contacts.read(row)
  }

  /** A company and its people by function and level. Throws `not_found` when the edition does not have it. */
  async getCompany(id: string): Promise<{ company: Row; people: People }> {
    const row = findId(this.index.companies.ids, id, 'o')
    if (row < 0) throw new AppError('not_found', `There is no company ${id}.`)
    return { company: await this.readCompany(row), people: countPeople(this.index, this.peopleOf(row)) }
  }

  /** Closes the files; no call may be under way. */
  async close(): Promise<void> {
    await Promise.all([this.contacts.close(), this.companies.close()])
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
