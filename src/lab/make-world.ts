import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Progress } from '../platform/progress/index.ts'
import { countCompanies } from './companies.ts'
import { formatCsvRow } from './csv-row.ts'
import { feeds } from './feeds/feeds.ts'
import type { Feed } from './feeds/feed.ts'
import type { WrittenChunk } from './make-chunk.ts'
import { hashText } from './random.ts'
import { tellChunks } from './tell-chunks.ts'
import { truePersonHeader } from './true-person.ts'

export type WorldOptions = {
  /** Directory to write; made if it is not there, files of the same names replaced. */
  out: string
  /** Any text; the same seed gives the same bytes on any machine. */
  seed: string
  /** So many people, or as many as it takes for so many records in all feeds together. */
  size: { people: number } | { records: number }
  /** Threads to use (default: cores); the bytes are the same for any number. */
  threads?: number | undefined
  progress?: Progress | undefined
  /** People told together, whose rows are mixed (default 32,768). Another number is another order. */
  chunk?: number
}

export type WorldReport = {
  people: number
  companies: number
  records: number
  feeds: { file: string; records: number }[]
}

const ROWS_EACH = 1.7 // records a person, over all feeds
const CHUNK = 1 << 15

/**
 * Writes a world: `feeds/*.csv`, `truth.csv` (whose record is whose) and `people.csv` (what is true on the world's day).
 * Streams: memory grows with the number of companies (a seventh of the people's, 9 bytes each and thread), with nothing else.
 */
export async function makeWorld(options: WorldOptions): Promise<WorldReport> {
  const { size, progress } = options
  const people = 'people' in size ? size.people : Math.ceil(size.records / ROWS_EACH)
  const told = 'people' in size ? size.people : Infinity
  const records = 'records' in size ? size.records : Infinity
  const plan = { seed: hashText(options.seed), people, told, records, chunk: options.chunk ?? CHUNK }
  const placed = { starts: feeds.map(() => 0), records: 0 }
  const sums = { people: 0, counts: feeds.map(() => 0) }
  const files: FileHandle[] = []
  try {
    await openFiles(options.out, files)
    await tellChunks({
      plan,
      threads: options.threads ?? availableParallelism(),
      place: (counts) => {
        const place = { starts: placed.starts, limit: records - placed.records }
        placed.starts = counts.map((count, at) => count + placed.starts[at])
        placed.records += counts.reduce((sum, count) => sum + count, 0)
        return place.limit > 0 ? place : null
      },
      take: async (chunk: WrittenChunk) => {
        await Promise.all(chunk.files.map((bytes, at) => files[at].writeFile(bytes)))
        chunk.counts.forEach((count, at) => (sums.counts[at] += count))
        sums.people += chunk.people
        progress?.({ step: 'Making the world', done: sums.people, total: people, unit: 'people' })
      },
    })
  } finally {
    await Promise.all(files.map((file) => file.close()))
  }
  progress?.({ step: 'Making the world', done: sums.people, total: sums.people, unit: 'people' })
  return {
    people: sums.people,
    companies: countCompanies(people),
    records: sums.counts.reduce((sum, count) => sum + count, 0),
    feeds: feeds.map((feed, at) => ({ file: fileOf(feed), records: sums.counts[at] })),
  }
}

/** Opens the world's files and writes their headers: the feeds, `truth.csv`, `people.csv`. */
async function openFiles(out: string, files: FileHandle[]): Promise<void> {
  await mkdir(join(out, 'feeds'), { recursive: true })
  const starts = [
    ...feeds.map((feed) => [fileOf(feed), headerOf(feed)]),
    ['truth.csv', 'record_id,contact_id\n'],
    ['people.csv', `${truePersonHeader}\n`],
  ]
  for (const [path, header] of starts) {
    const file = await open(join(out, path), 'w')
    files.push(file)
    await file.writeFile(header)
  }
}

function fileOf(feed: Feed): string {
  return join('feeds', `${feed.name}.csv`)
}

function headerOf(feed: Feed): string {
  const header = ['record_id', ...feed.columns.map((column) => column.header)]
  return (feed.bom ? '\uFEFF' : '') + formatCsvRow(header, feed.delimiter) + feed.eol
}
