import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openLineWriter } from '../platform/lines/index.ts'
import type { Progress } from '../platform/progress/index.ts'
import { countCompanies } from './companies.ts'
import { listFeeds } from './feeds/feeds.ts'
import { changesHeader, listChanges } from './list-changes.ts'
import { listFiles, type WrittenChunk } from './make-chunk.ts'
import { hashText } from './random.ts'
import { tellChunks } from './tell-chunks.ts'

export type WorldOptions = {
  /** Directory to write; made if it is not there, files of the same names replaced. */
  out: string
  /** Any text; the same seed gives the same bytes on any machine. */
  seed: string
  /** So many people, or as many as it takes for so many records in all feeds together. */
  size: { people: number } | { records: number }
  /** Companies merge, take other names and move to other domains (`changes.csv`). */
  changes?: boolean | undefined
  /** Suppliers who mean no good, too (`adversaries.csv`, `removed.csv`). */
  adversaries?: boolean | undefined
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
 * Writes a world: `feeds/*.csv`, `truth.csv` (whose record is whose) and `people.csv` (what is true on the world's day); `changes.csv`,
 * `adversaries.csv` (which records are an attack, and of what kind) and `removed.csv` where these are wanted.
 * Streams: memory grows with the number of companies (a seventh of the people's, 9 bytes each and thread), with nothing else.
 */
export async function makeWorld(options: WorldOptions): Promise<WorldReport> {
  const { size, progress } = options
  const people = 'people' in size ? size.people : Math.ceil(size.records / ROWS_EACH)
  const told = 'people' in size ? size.people : Infinity
  const records = 'records' in size ? size.records : Infinity
  const { changes = false, adversaries = false, chunk = CHUNK } = options
  const plan = { seed: hashText(options.seed), people, told, records, chunk, changes, adversaries }
  const feeds = listFeeds(plan)
  const placed = { starts: feeds.map(() => 0), records: 0 }
  const sums = { people: 0, counts: feeds.map(() => 0) }
  const files: FileHandle[] = []
  try {
    await mkdir(join(options.out, 'feeds'), { recursive: true })
    for (const { path, header } of listFiles(plan)) files.push(await openFile(join(options.out, path), header))
    await tellChunks({
      plan,
      threads: options.threads ?? availableParallelism(),
      place: (counts) => {
        const place = { starts: placed.starts, limit: records - placed.records }
        placed.starts = counts.map((count, at) => count + placed.starts[at])
        placed.records += counts.reduce((sum, count) => sum + count, 0)
        return place.limit > 0 ? place : null
      },
      take: async (written: WrittenChunk) => {
        await Promise.all(written.files.map((bytes, at) => files[at].writeFile(bytes)))
        written.counts.forEach((count, at) => (sums.counts[at] += count))
        sums.people += written.people
        progress?.({ step: 'Making the world', done: sums.people, total: people, unit: 'people' })
      },
    })
  } finally {
    await Promise.all(files.map((file) => file.close()))
  }
  if (changes) await writeChanges(join(options.out, 'changes.csv'), plan)
  progress?.({ step: 'Making the world', done: sums.people, total: sums.people, unit: 'people' })
  return {
    people: sums.people,
    companies: countCompanies(people),
    records: sums.counts.reduce((sum, count) => sum + count, 0),
    feeds: feeds.map((feed, at) => ({ file: `feeds/${feed.name}.csv`, records: sums.counts[at] })),
  }
}

/** Opens a file with its header, replacing it. */
async function openFile(path: string, header: string): Promise<FileHandle> {
  const file = await open(path, 'w')
  await file.writeFile(header)
  return file
}

async function writeChanges(path: string, world: { seed: number; people: number }): Promise<void> {
  const writer = await openLineWriter(path)
  await writer.write(changesHeader)
  for (const line of listChanges(world)) {
    const full = writer.write(line)
    if (full) await full
  }
  await writer.close()
}
