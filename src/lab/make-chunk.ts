import { createByteArena } from './byte-arena.ts'
import { createCompanies } from './companies.ts'
import { formatCsvRow } from './csv-row.ts'
import { listRows } from './feed-rows.ts'
import { feeds } from './feeds/feeds.ts'
import { createPeople } from './people.ts'
import { listShuffled } from './shuffle.ts'
import { formatTruePerson } from './true-person.ts'

/** What a thread must know of a world to tell any part of it. */
export type WorldPlan = {
  seed: number
  /** People expected; the companies are as many as these need. */
  people: number
  /** People told at most; Infinity where records are counted. */
  told: number
  /** Records wanted in all feeds together; Infinity where people are counted. */
  records: number
  /** People of a chunk. */
  chunk: number
}

/** Where a chunk's rows stand in the world's files. */
export type ChunkPlace = {
  /** For each feed the rows in the chunks before. */
  starts: number[]
  /** Rows that the world still wants, in the order in which people are told. */
  limit: number
}

export type WrittenChunk = {
  /** Each feed's lines, then those of `truth.csv`, then those of `people.csv`. */
  files: Uint8Array<ArrayBuffer>[]
  /** Rows of each feed. */
  counts: number[]
  people: number
}

/** A chunk that has been told but has no place yet: with its rows counted, the chunks after it can be placed. */
export type ToldChunk = { counts: number[]; write(place: ChunkPlace): WrittenChunk }

/**
 * Tells a world by ranges of people, in any order: what a chunk says follows from the plan and its number alone. Rows are mixed
 * within the chunk and then numbered, so that a record id says nothing of the person. A chunk must be written before the next is told.
 */
export function createChunks(plan: WorldPlan): (chunk: number) => ToldChunk {
  const personAt = createPeople({
    seed: plan.seed,
    people: plan.people,
    companies: createCompanies(plan.seed, plan.people),
  })
  const lines = createByteArena()
  const details = createByteArena()
  const ends = feeds.map((feed) => (feed.eol === '\r\n' ? '\r\n' : '\n'))
  return (chunk) => {
    lines.clear()
    details.clear()
    const rows: Rows = { feeds: [], starts: [], contacts: [], ends: [] }
    const people: People = { firstRows: [], ends: [] }
    const counts = feeds.map(() => 0)
    const last = Math.min(plan.told, (chunk + 1) * plan.chunk)
    for (let index = chunk * plan.chunk; index < last && rows.feeds.length < plan.records; index++) {
      const person = personAt(index)
      people.firstRows.push(rows.feeds.length)
      details.add(`${formatTruePerson(person)}\n`)
      people.ends.push(details.size)
      for (const [at, feed] of feeds.entries()) {
        for (const row of listRows(feed, person, plan.seed)) {
          counts[at]++
          rows.feeds.push(at)
          rows.starts.push(lines.size)
          lines.add(`${feed.delimiter}${formatCsvRow(row.cells, feed.delimiter)}${ends[at]}`)
          rows.contacts.push(lines.size)
          lines.add(`,${row.contact}\n`)
          rows.ends.push(lines.size)
        }
      }
    }
    return { counts, write: (place) => writeChunk({ plan, chunk, rows, people, lines, details, place }) }
  }
}

/** For each row its feed and where it begins, where its contact's id begins and where that ends, among the bytes. */
type Rows = { feeds: number[]; starts: number[]; contacts: number[]; ends: number[] }

/** For each person the rows told before and the end of the details. */
type People = { firstRows: number[]; ends: number[] }

type Told = {
  plan: WorldPlan
  chunk: number
  rows: Rows
  people: People
  lines: ReturnType<typeof createByteArena>
  details: ReturnType<typeof createByteArena>
  place: ChunkPlace
}

function writeChunk({ plan, chunk, rows, people, lines, details, place }: Told): WrittenChunk {
  const truth = createByteArena()
  const held: number[][] = feeds.map(() => [])
  rows.feeds.slice(0, Math.max(0, place.limit)).forEach((feed, row) => held[feed].push(row))
  const files = feeds.map((feed, at) => {
    const file = createByteArena()
    let count = place.starts[at]
    for (const row of listShuffled({ items: held[at], seed: plan.seed, stream: feed.name, index: chunk })) {
      const id = `${feed.letter}${String(++count).padStart(7, '0')}`
      file.add(id)
      file.copy(lines.bytes, rows.starts[row], rows.contacts[row])
      truth.add(id)
      truth.copy(lines.bytes, rows.contacts[row], rows.ends[row])
    }
    return file
  })
  const told = people.firstRows.filter((row) => row < place.limit).length
  return {
    files: [
      ...[...files, truth].map(({ bytes, size }) => bytes.slice(0, size)),
      details.bytes.slice(0, people.ends[told - 1] ?? 0),
    ],
    counts: held.map((own) => own.length),
    people: told,
  }
}
