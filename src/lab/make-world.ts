import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openLineWriter, type LineWriter } from '../platform/lines/index.ts'
import type { Progress } from '../platform/progress/index.ts'
import { createCompanies } from './companies.ts'
import { formatCsvRow } from './csv-row.ts'
import { listRows, type Row } from './feed-rows.ts'
import { feeds } from './feeds/feeds.ts'
import type { Feed } from './feeds/feed.ts'
import { createPeople } from './people.ts'
import { hashText } from './random.ts'
import { createShuffle } from './shuffle.ts'
import { formatTruePerson, truePersonHeader } from './true-person.ts'

export type WorldOptions = {
  /** Directory to write; made if it is not there, files of the same names replaced. */
  out: string
  /** Any text; the same seed gives the same bytes on any machine. */
  seed: string
  /** So many people, or as many as it takes for so many records in all feeds together. */
  size: { people: number } | { records: number }
  progress?: Progress | undefined
  /** Rows of each feed held to mix their order (default 32,768). Another window is another order. */
  window?: number
}

export type WorldReport = {
  people: number
  companies: number
  records: number
  feeds: { file: string; records: number }[]
}

const ROWS_EACH = 1.7 // records a person, over all feeds
const WINDOW = 1 << 15

/**
 * Writes a world: `feeds/*.csv`, `truth.csv` (whose record is whose) and `people.csv` (what is true on the world's day).
 * Streams: memory grows with the number of companies (a seventh of the people's, 8 bytes each), with nothing else.
 */
export async function makeWorld(options: WorldOptions): Promise<WorldReport> {
  const seed = hashText(options.seed)
  const { size, progress } = options
  const people = 'people' in size ? size.people : Math.ceil(size.records / ROWS_EACH)
  const limit = 'records' in size ? size.records : Infinity
  const companies = createCompanies(seed, people)
  const personAt = createPeople({ seed, people, companies })
  await mkdir(join(options.out, 'feeds'), { recursive: true })
  const truth = await openLineWriter(join(options.out, 'truth.csv'))
  const details = await openLineWriter(join(options.out, 'people.csv'))
  await truth.write('record_id,contact_id')
  await details.write(truePersonHeader)
  const outlets = await Promise.all(
    feeds.map((feed) => openOutlet({ feed, seed, truth, out: options.out, window: options.window ?? WINDOW })),
  )
  let records = 0
  let index = 0
  for (; 'people' in size ? index < people : records < size.records; index++) {
    const person = personAt(index)
    await details.write(formatTruePerson(person))
    for (const outlet of outlets) {
      for (const row of listRows(outlet.feed, person, seed)) {
        if (records >= limit) break
        records++
        const written = outlet.push(row)
        if (written) await written
      }
    }
    if (index % 1000 === 0) progress?.({ step: 'Making the world', done: index, total: people, unit: 'people' })
  }
  for (const outlet of outlets) await outlet.close()
  await Promise.all([truth.close(), details.close()])
  progress?.({ step: 'Making the world', done: index, total: index, unit: 'people' })
  return { people: index, companies: companies.count, records, feeds: outlets.map((outlet) => outlet.report()) }
}

/** A feed's file on its way to disk: rows are mixed, then numbered, so that a record id says nothing of the person. */
async function openOutlet(of: { feed: Feed; seed: number; out: string; truth: LineWriter; window: number }) {
  const { feed, truth } = of
  const file = join('feeds', `${feed.name}.csv`)
  const writer = await openLineWriter(join(of.out, file))
  const shuffle = createShuffle<Row>({ seed: of.seed, stream: feed.name, window: of.window })
  const end = feed.eol === '\r\n' ? '\r' : ''
  let count = 0
  const write = (row: Row): Promise<unknown> | undefined => {
    const id = `${feed.letter}${String(++count).padStart(7, '0')}`
    const one = writer.write(formatCsvRow([id, ...row.cells], feed.delimiter) + end)
    const other = truth.write(`${id},${row.contact}`)
    return one || other ? Promise.all([one, other]) : undefined
  }
  const header = ['record_id', ...feed.columns.map((column) => column.header)]
  await writer.write((feed.bom ? '\uFEFF' : '') + formatCsvRow(header, feed.delimiter) + end)
  return {
    feed,
    push: (row: Row) => {
      const leaving = shuffle.push(row)
      return leaving && write(leaving)
    },
    close: async () => {
      for (const row of shuffle.drain()) await write(row)
      await writer.close()
    },
    report: () => ({ file, records: count }),
  }
}
