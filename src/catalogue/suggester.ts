import type { ColumnName, ContactIndex } from './contact-index.ts'
import { companyLabel, countsInColumn, mostFrequent, valueLabel, type ValueCount } from './facet-counter.ts'
import { foldText } from './fold-text.ts'
import type { RowFile } from './row-file.ts'
import type { RowSelector } from './row-selector.ts'
import { countTexts, findPrefix, textAt } from './text-table.ts'
import { findWordStarts } from './text-search.ts'

export type SuggestField = 'company' | 'title' | 'city' | 'industry' | 'name'

type SuggesterOptions = { index: ContactIndex; selector: RowSelector; contacts: RowFile }
type Suggest = { field: SuggestField; q: string; limit: number }

/** Texts with a word in the middle that fits, looked at when too few begin so. */
const MOST_WORD_STARTS = 5000

/** Type-ahead: the most frequent values that begin with what was typed, then those in which a word begins so. */
export class Suggester {
  private readonly index: ContactIndex
  private readonly selector: RowSelector
  private readonly contacts: RowFile
  private readonly counts = new Map<SuggestField, Uint32Array>()
  private readonly folded = new Map<SuggestField, string[]>()

  constructor({ index, selector, contacts }: SuggesterOptions) {
    this.index = index
    this.selector = selector
    this.contacts = contacts
  }

  /** To be called when other rows are hidden: counts are made anew when next asked for. */
  forgetCounts(): void {
    this.counts.clear()
  }

  async suggest({ field, q, limit }: Suggest): Promise<ValueCount[]> {
    const wanted = foldText(q)
    if (field === 'city' || field === 'industry') return this.suggestColumn({ field, q: wanted, limit })
    return this.suggestGroup({ field, q: wanted, limit })
  }

  private suggestColumn({ field, q, limit }: Suggest & { field: ColumnName & SuggestField }): ValueCount[] {
    const column = this.index.columns[field]
    const counts = this.countsOf(field, () => countsInColumn(this.selector.select({}), column))
    const texts = this.foldedTexts(field)
    const [begins, holds] = [new Uint32Array(counts.length), new Uint32Array(counts.length)]
    for (const [place, text] of texts.entries()) {
      if (text.startsWith(q)) begins[place] = counts[place]
      else if (text.includes(` ${q}`)) holds[place] = counts[place]
    }
    const places = [...mostFrequent(begins, limit), ...mostFrequent(holds, limit)].slice(0, limit)
    return places.map((place) => ({ ...valueLabel(column, place, field), count: counts[place] }))
  }

  private async suggestGroup({
    field,
    q,
    limit,
  }: Suggest & { field: 'company' | 'title' | 'name' }): Promise<ValueCount[]> {
    const { texts } = this.index.sorts[field]
    const counts = this.countsOf(field, () => this.countGroups(field))
    const [from, to] = findPrefix(texts, q)
    const groups = mostFrequent(counts, limit, from, to)
    if (groups.length < limit && q !== '') {
      const others = findWordStarts(texts, q, MOST_WORD_STARTS).filter((group) => counts[group] > 0)
      others.sort((a, b) => counts[b] - counts[a] || a - b)
      groups.push(...others.slice(0, limit - groups.length))
    }
    return Promise.all(groups.map(async (group) => ({ ...(await this.label(field, group)), count: counts[group] })))
  }

  /** What a person reads: the company's name, or the text as the first contact that may be seen has it. */
  private async label(field: 'company' | 'title' | 'name', group: number): Promise<{ value: string; label: string }> {
    if (field === 'company') return companyLabel(this.index, this.index.companies.byName[group])
    const { order, ranges } = this.index.sorts[field]
    const row = order.subarray(ranges[group], ranges[group + 1]).find((each) => this.selector.isVisible(each))
    const contact = row === undefined ? {} : await this.contacts.read(row)
    const value = contact[field]
    const text = typeof value === 'string' ? value : ''
    return { value: text, label: text }
  }

  private countGroups(field: 'company' | 'title' | 'name'): Uint32Array {
    const { order, ranges } = this.index.sorts[field]
    const counts = new Uint32Array(ranges.length - 1)
    for (let group = 0; group < counts.length; group++) {
      for (let at = ranges[group]; at < ranges[group + 1]; at++) if (this.selector.isVisible(order[at])) counts[group]++
    }
    return counts
  }

  private countsOf(field: SuggestField, make: () => Uint32Array): Uint32Array {
    const known = this.counts.get(field)
    if (known) return known
    const made = make()
    this.counts.set(field, made)
    return made
  }

  private foldedTexts(field: ColumnName & SuggestField): string[] {
    const known = this.folded.get(field)
    if (known) return known
    const { values } = this.index.columns[field]
    const made = Array.from({ length: countTexts(values) }, (_, place) => foldText(textAt(values, place)))
    this.folded.set(field, made)
    return made
  }
}
