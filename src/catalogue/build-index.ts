import { join } from 'node:path'
import { AppError } from '../platform/errors/index.ts'
import { readLines } from '../platform/lines/index.ts'
import type { Progress } from '../platform/progress/index.ts'
import { CodeColumnBuilder } from './code-column.ts'
import { DictionaryBuilder } from './dictionary-builder.ts'
import { findId, idNumber } from './find-id.ts'
import { foldText } from './fold-text.ts'
import { IndexWriter, readOffsets } from './index-files.ts'
import { orderRows, writeSortOrder, type SortOrder } from './sort-order.ts'
import { writePostings } from './postings.ts'
import { TextTableBuilder } from './text-table-builder.ts'
import { WordIndexBuilder } from './word-index-builder.ts'

type BuildIndex = {
  /** Directory of the edition, which holds `index/contacts.jsonl`, `index/companies.jsonl` and their offsets. */
  edition: string
  progress?: Progress
}

const STEP = 'Indexing'
const codeColumns = ['level', 'function', 'industry', 'country', 'city'] as const
const channels = ['address', 'email', 'linkedin', 'phone'] as const

/**
 * Builds the search index of an edition from its rows, as files under `index/` that `openCatalogue` reads into memory.
 * Streams the rows once; memory is bounded by the index. The same rows give the same files.
 */
export async function buildIndex({ edition, progress }: BuildIndex): Promise<void> {
  const directory = join(edition, 'index')
  const writer = await IndexWriter.open(directory)
  try {
    const companies = await indexCompanies(directory, writer)
    const offsets = await readOffsets(directory, 'contacts')
    const builder = new ContactIndexBuilder(offsets.length - 1, companies.ids)
    let row = 0
    for await (const lines of readLines(join(directory, 'contacts.jsonl'))) {
      for (const line of lines) builder.add(row++, JSON.parse(line) as Row)
      progress?.({ step: STEP, done: row, total: builder.rows, unit: 'contacts' })
    }
    if (row !== builder.rows)
      throw new AppError('internal', `contacts.jsonl has ${row} rows, its offsets ${builder.rows}.`)
    const present = await builder.write(writer, companies)
    await writer.finish({ rows: row, companies: companies.ids.length, present })
  } finally {
    await writer.close()
  }
}

type Row = Record<string, unknown>
type Companies = { ids: Float64Array; folded: ReturnType<TextTableBuilder['finish']> }

async function indexCompanies(directory: string, writer: IndexWriter): Promise<Companies> {
  const offsets = await readOffsets(directory, 'companies')
  const ids = new Float64Array(offsets.length - 1)
  const [names, folded] = [new TextTableBuilder(), new TextTableBuilder()]
  for await (const lines of readLines(join(directory, 'companies.jsonl'))) {
    for (const line of lines) {
      const company = JSON.parse(line) as Row
      ids[names.count] = idNumber(String(company.id), 'o')
      const name = textOf(company.name) ?? ''
      names.add(name)
      folded.add(foldText(name))
    }
  }
  if (names.count !== ids.length) throw new AppError('internal', 'companies.jsonl and its offsets do not fit.')
  const table = names.finish()
  await writer.write('companies.ids', ids)
  await writer.write('companies.names', table.bytes)
  await writer.write('companies.names.starts', table.starts)
  return { ids, folded: folded.finish() }
}

/** Takes the contacts one by one in row order and holds what the index needs of them. */
class ContactIndexBuilder {
  readonly rows: number
  private readonly companyIds: Float64Array
  private readonly ids: Float64Array
  private readonly columns: Record<(typeof codeColumns)[number] | 'region', CodeColumnBuilder>
  private readonly words: { name: WordIndexBuilder; title: WordIndexBuilder }
  private readonly names = new TextTableBuilder()
  private readonly titles = new DictionaryBuilder()
  private readonly dates = new DictionaryBuilder()
  private readonly confidences = new DictionaryBuilder()
  private readonly has: Uint8Array
  private readonly codes: Record<'name' | 'title' | 'company' | 'seen' | 'confidence', Uint32Array>

  constructor(rows: number, companyIds: Float64Array) {
    const column = () => new CodeColumnBuilder(rows)
    const codes = () => new Uint32Array(rows)
    this.rows = rows
    this.companyIds = companyIds
    this.ids = new Float64Array(rows)
    this.has = new Uint8Array(rows)
    this.words = { name: new WordIndexBuilder(rows), title: new WordIndexBuilder(rows) }
    this.codes = { name: codes(), title: codes(), company: codes(), seen: codes(), confidence: codes() }
    this.columns = {
      level: column(),
      function: column(),
      industry: column(),
      country: column(),
      city: column(),
      region: column(),
    }
  }

  add(row: number, contact: Row): void {
    if (row >= this.rows) throw new AppError('internal', 'contacts.jsonl has more rows than its offsets.')
    this.ids[row] = idNumber(String(contact.id), 'c')
    if (row > 0 && this.ids[row] <= this.ids[row - 1])
      throw new AppError('internal', 'contacts.jsonl is not in order of id.')
    for (const name of codeColumns) {
      const value = textOf(contact[name])
      if (value !== null) this.columns[name].add(row, value)
    }
    const region = regionValue(contact)
    if (region !== null) this.columns.region.add(row, region)
    this.addTexts(row, contact)
    this.addFlags(row, contact)
    const company = textOf(contact.company_id)
    if (company !== null) this.codes.company[row] = findId(this.companyIds, company, 'o') + 1
  }

  private addTexts(row: number, contact: Row): void {
    const [name, title] = [foldText(textOf(contact.name) ?? ''), foldText(textOf(contact.title) ?? '')]
    this.words.name.add(row, name)
    this.words.title.add(row, title)
    if (name !== '') this.codes.name[row] = this.names.add(name) + 1
    if (title !== '') this.codes.title[row] = this.titles.add(title) + 1
    const [seen, confidence] = [textOf(contact.seen), contact.confidence]
    if (seen !== null) this.codes.seen[row] = this.dates.add(seen) + 1
    if (typeof confidence === 'number') {
      this.codes.confidence[row] = this.confidences.add(String(confidence).padStart(4, '0')) + 1
    }
  }

  private addFlags(row: number, contact: Row): void {
    const flags: Row = { ...contact, address: contact.street ?? contact.postcode ?? contact.city }
    for (const [bit, channel] of channels.entries()) if (textOf(flags[channel]) !== null) this.has[row] |= 1 << bit
  }

  /** Writes all arrays; gives for each order the rows that have the value. */
  async write(writer: IndexWriter, companies: Companies): Promise<Record<string, number>> {
    await writer.write('contacts.ids', this.ids)
    for (const [name, column] of Object.entries(this.columns)) await column.write(writer, name)
    await this.words.name.write(writer, 'name.words')
    await this.words.title.write(writer, 'title.words')
    await this.writeFlags(writer)
    const { codes } = this
    const orders = {
      name: () => orderRows({ texts: this.names.finish(), codes: codes.name }),
      title: () => orderRows({ texts: this.titles.unsorted(), codes: codes.title }),
      seen: () => orderRows({ texts: this.dates.unsorted(), codes: codes.seen }),
      confidence: () => orderRows({ texts: this.confidences.unsorted(), codes: codes.confidence }),
    }
    const present: Record<string, number> = {}
    for (const [name, order] of Object.entries(orders)) present[name] = await writeOrder(writer, name, order())
    const company = orderRows({ texts: companies.folded, codes: codes.company, merge: false })
    await writer.write('company.codes', codes.company)
    await writer.write('company.entries', company.entries)
    return { ...present, company: await writeOrder(writer, 'company', company) }
  }

  private async writeFlags(writer: IndexWriter): Promise<void> {
    const { has } = this
    const values = new TextTableBuilder()
    for (const channel of channels) values.add(channel)
    const forEach = (visit: (row: number, place: number) => void) => {
      for (let row = 0; row < has.length; row++) {
        for (let bit = 0; bit < channels.length; bit++) if ((has[row] >>> bit) & 1) visit(row, bit)
      }
    }
    await writePostings(writer, { name: 'has', rows: has.length, values: values.finish(), forEach })
  }
}

async function writeOrder(writer: IndexWriter, name: string, order: SortOrder): Promise<number> {
  await writeSortOrder(writer, name, order)
  return order.present
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** A region as filters name it: `US-CA` where the country is known, so that two countries' regions stay apart. */
function regionValue(contact: Row): string | null {
  const [region, country] = [textOf(contact.region), textOf(contact.country)]
  if (region === null || country === null || region.startsWith(`${country}-`)) return region
  return `${country}-${region}`
}
