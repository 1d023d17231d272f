import { createByteArena, type ByteArena } from './byte-arena.ts'
import { createCompanies, CROWD } from './companies.ts'
import { formatCsvRow } from './csv-row.ts'
import { listRows } from './feed-rows.ts'
import type { Attack, Feed } from './feeds/feed.ts'
import { listFeeds } from './feeds/feeds.ts'
import { createPeople, formatDay, type Person } from './people.ts'
import { findRemoval } from './removed.ts'
import { listShuffled } from './shuffle.ts'
import { formatTruePerson, truePersonHeader } from './true-person.ts'

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
  /** Whether companies merge, take other names and move to other domains. */
  changes: boolean
  adversaries: boolean
}

/** Where a chunk's rows stand in the world's files. */
export type ChunkPlace = {
  /** For each feed the rows in the chunks before. */
  starts: number[]
  /** Rows that the world still wants, in the order in which people are told. */
  limit: number
}

export type WrittenChunk = {
  /** The bytes of each of the files that `listFiles` names. */
  files: Uint8Array<ArrayBuffer>[]
  /** Rows of each feed. */
  counts: number[]
  people: number
}

/** A chunk that has been told but has no place yet: with its rows counted, the chunks after it can be placed. */
export type ToldChunk = { counts: number[]; write(place: ChunkPlace): WrittenChunk }

/** The files of a world in the order of a chunk's, with their headers, the feeds first. */
export function listFiles(plan: Pick<WorldPlan, 'adversaries'>): { path: string; header: string }[] {
  const asides = [
    ['truth.csv', 'record_id,contact_id'],
    ['workplaces.csv', 'record_id,company_id'],
    ['people.csv', truePersonHeader],
    ...(plan.adversaries
      ? [
          ['adversaries.csv', 'record_id,attack'],
          ['removed.csv', 'contact_id,day'],
        ]
      : []),
  ]
  return [
    ...listFeeds(plan).map((feed) => ({ path: `feeds/${feed.name}.csv`, header: headerOf(feed) })),
    ...asides.map(([path, header]) => ({ path, header: `${header}\n` })),
  ]
}

/**
 * Tells a world by ranges of people, in any order: what a chunk says follows from the plan and its number alone. Rows are mixed
 * within the chunk and then numbered, so that a record id says nothing of the person. A chunk must be written before the next is told.
 */
export function createChunks(plan: WorldPlan): (chunk: number) => ToldChunk {
  const personAt = createPeople({ seed: plan.seed, companies: createCompanies(plan) })
  const arena = () => createByteArena()
  const arenas: Arenas = {
    rows: arena(),
    people: arena(),
    removed: arena(),
    truth: arena(),
    workplaces: arena(),
    attacks: arena(),
    files: listFeeds(plan).map(arena),
  }
  return (chunk) => {
    for (const each of Object.values(arenas).flat()) each.clear()
    const told = tellPeople({ plan, chunk, personAt, arenas })
    return { counts: told.counts, write: (place) => writeChunk({ plan, chunk, arenas, told, place }) }
  }
}

type Arenas = Record<'rows' | 'people' | 'removed' | 'truth' | 'workplaces' | 'attacks', ByteArena> & {
  files: ByteArena[]
}

/** Rows and people in the order in which they were told: where they stand in the arenas, and whose they are. */
type Told = {
  counts: number[]
  /** For each row its feed and where it begins, where its contact's id begins, where its company's, and where that ends. */
  rows: {
    feeds: number[]
    starts: number[]
    contacts: number[]
    workplaces: number[]
    ends: number[]
    attacks: Map<number, Attack>
  }
  /** For each person the rows told before, and where their own lines end. */
  people: { firstRows: number[]; ends: number[]; removed: number[] }
}

function tellPeople(of: { plan: WorldPlan; chunk: number; personAt: (index: number) => Person; arenas: Arenas }): Told {
  const { plan, chunk, arenas } = of
  const feeds = listFeeds(plan)
  const told: Told = {
    counts: feeds.map(() => 0),
    rows: { feeds: [], starts: [], contacts: [], workplaces: [], ends: [], attacks: new Map() },
    people: { firstRows: [], ends: [], removed: [] },
  }
  const last = Math.min(plan.told, (chunk + 1) * plan.chunk)
  for (let index = chunk * plan.chunk; index < last && told.rows.feeds.length < plan.records; index++) {
    const person = of.personAt(index)
    told.people.firstRows.push(told.rows.feeds.length)
    arenas.people.add(`${formatTruePerson(person)}\n`)
    told.people.ends.push(arenas.people.size)
    const removed = plan.adversaries ? findRemoval(person, plan.seed) : null
    if (removed !== null) arenas.removed.add(`${person.id},${formatDay(removed)}\n`)
    told.people.removed.push(arenas.removed.size)
    for (const [at, feed] of feeds.entries()) tellRows({ plan, at, feed, person, arena: arenas.rows, told })
  }
  return told
}

type Telling = { plan: WorldPlan; at: number; feed: Feed; person: Person; arena: ByteArena; told: Told }

function tellRows({ plan, at, feed, person, arena, told }: Telling): void {
  const { counts, rows } = told
  for (const row of listRows(feed, person, { seed: plan.seed, crowded: plan.people > CROWD })) {
    counts[at]++
    if (row.attack) rows.attacks.set(rows.feeds.length, row.attack)
    rows.feeds.push(at)
    rows.starts.push(arena.size)
    arena.add(`${feed.delimiter}${formatCsvRow(row.cells, feed.delimiter)}${feed.eol}`)
    rows.contacts.push(arena.size)
    arena.add(`,${row.contact}\n`)
    rows.workplaces.push(arena.size)
    if (row.workplace !== undefined) arena.add(`,o${row.workplace + 1}\n`)
    rows.ends.push(arena.size)
  }
}

type Writing = { plan: WorldPlan; chunk: number; arenas: Arenas; told: Told; place: ChunkPlace }

function writeChunk({ plan, chunk, arenas, told, place }: Writing): WrittenChunk {
  const feeds = listFeeds(plan)
  const { rows, people } = told
  const held: number[][] = feeds.map(() => [])
  rows.feeds.slice(0, Math.max(0, place.limit)).forEach((feed, row) => held[feed].push(row))
  const { truth, workplaces, attacks } = arenas
  const files = feeds.map((feed, at) => {
    const file = arenas.files[at]
    let count = place.starts[at]
    for (const row of listShuffled({ items: held[at], seed: plan.seed, stream: feed.name, index: chunk })) {
      const id = `${feed.letter}${String(++count).padStart(7, '0')}`
      file.add(id)
      file.copy(arenas.rows.bytes, rows.starts[row], rows.contacts[row])
      truth.add(id)
      truth.copy(arenas.rows.bytes, rows.contacts[row], rows.workplaces[row])
      if (rows.ends[row] > rows.workplaces[row]) {
        workplaces.add(id)
        workplaces.copy(arenas.rows.bytes, rows.workplaces[row], rows.ends[row])
      }
      const attack = rows.attacks.get(row)
      if (attack) attacks.add(`${id},${attack}\n`)
    }
    return file.bytes.slice(0, file.size)
  })
  const known = people.firstRows.filter((row) => row < place.limit).length
  const asides = [
    truth.bytes.slice(0, truth.size),
    workplaces.bytes.slice(0, workplaces.size),
    arenas.people.bytes.slice(0, people.ends[known - 1] ?? 0),
    ...(plan.adversaries
      ? [attacks.bytes.slice(0, attacks.size), arenas.removed.bytes.slice(0, people.removed[known - 1] ?? 0)]
      : []),
  ]
  return { files: [...files, ...asides], counts: held.map((own) => own.length), people: known }
}

function headerOf(feed: Feed): string {
  const header = ['record_id', ...feed.columns.map((column) => column.header)]
  return (feed.bom ? '\uFEFF' : '') + formatCsvRow(header, feed.delimiter) + feed.eol
}
