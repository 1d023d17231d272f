import { blockKeys, WEAK } from './block-keys.ts'
import { mixHash } from './hash-text.ts'
import type { Features } from './record-features.ts'
import { sortByKey } from './sort-by-key.ts'

/** Records that share a key, for each record: the blocks it is in and its place in them. */
export type Blocks = {
  /** Members of all blocks, each block ascending. */
  members: Uint32Array
  /** `count + 1` offsets into `starts` and `places`. */
  entryStarts: Uint32Array
  /** First member of the block of an entry, as an offset into `members`: also the block's number. */
  starts: Uint32Array
  /** One past the last member of the block of an entry. */
  ends: Uint32Array
  /** Place of the record itself in `members`. */
  places: Uint32Array
  /** For each record, a digest of how the blocks it is in were divided: the same digest, the same neighbours but for newcomers. */
  shapes: Uint32Array
  /** Pairs found if none were found twice. */
  pairs: number
  cap: number
}

const CAPS = [400, 200, 100, 50, 25, 12]
const PAIRS_A_RECORD = 30
const PAIRS_AT_LEAST = 3_000_000
const WEAK_CAP = 40
const NEIGHBOURS = 6

/**
 * Puts records into blocks. A block above the cap is divided by the whole name, then by name and organisation; what
 * is too big even then is cut into runs of a few neighbours. The cap falls until the number of pairs, counted before any
 * is compared, is within bounds that grow with the number of records only.
 *
 * @param fixedCap the cap of an earlier linking, to be kept
 */
export function buildBlocks(features: Features, fixedCap?: number): Blocks {
  const entries = collectEntries(features)
  const finer = finerKeys(features)
  const allowed = PAIRS_AT_LEAST + PAIRS_A_RECORD * features.count
  for (const cap of fixedCap === undefined ? CAPS : [fixedCap]) {
    const runs = divide(entries, { finer, cap, contents: features.contents })
    if (runs.pairs <= allowed || cap === fixedCap || cap === CAPS.at(-1)) return index(features.count, runs, cap)
  }
  throw new Error('unreachable: the last cap always returns')
}

type Entries = { keys: Uint32Array; records: Uint32Array }
type Runs = { records: Uint32Array; ends: Uint32Array; runs: number; pairs: number; shapes: Uint32Array }

function collectEntries(features: Features): Entries {
  let keys = new Uint32Array(features.count * 4 + 1024)
  let records = new Uint32Array(keys.length)
  let size = 0
  for (const way of blockKeys(features)) {
    let record = 0
    const add = (key: number): void => {
      if (size === keys.length) {
        keys = grow(keys)
        records = grow(records)
      }
      keys[size] = key
      records[size++] = record
    }
    for (; record < features.count; record++) way.keys(record, add)
  }
  return sorted({ keys: keys.subarray(0, size), records: records.subarray(0, size) })
}

function grow(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}

/** By key, then by record, without the keys that only one record has. */
function sorted({ keys, records }: Entries): Entries {
  const order = sortByKey(keys)
  const outKeys = new Uint32Array(order.length)
  const outRecords = new Uint32Array(order.length)
  let size = 0
  for (let start = 0; start < order.length;) {
    const key = keys[order[start]]
    const from = size
    let end = start
    // A record may give the same key twice; it was collected in ascending order within a way.
    for (; end < order.length && keys[order[end]] === key; end++) {
      const record = records[order[end]]
      if (size > from && outRecords[size - 1] === record) continue
      outKeys[size] = key
      outRecords[size++] = record
    }
    if (size === from + 1) size = from
    start = end
  }
  return { keys: outKeys.slice(0, size), records: outRecords.slice(0, size) }
}

/** Two finer keys of a record: its whole name, and that with the organisation. */
function finerKeys({ people, organisation }: Features): ((record: number) => number)[] {
  const house = (r: number): number => (organisation ? organisation.hashes[organisation.codes[r]] : 0)
  const name = (r: number): number => (people ? people.sortedHash[people.ofRecord[r]] : house(r))
  return [name, (r) => mixHash(name(r), house(r))]
}

type Division = { finer: ((record: number) => number)[]; contents: Uint32Array; cap: number }

function divide(entries: Entries, division: Division): Runs {
  const { keys } = entries
  const { cap } = division
  const weak = Math.min(cap, WEAK_CAP)
  const records = entries.records.slice()
  const ends = new Uint32Array(records.length)
  const runs: Runs = { records, ends, runs: 0, pairs: 0, shapes: new Uint32Array(division.contents.length) }
  for (let start = 0; start < keys.length;) {
    let end = start + 1
    while (end < keys.length && keys[end] === keys[start]) end++
    const most = (keys[start] & WEAK) === 0 ? cap : weak
    if (end - start <= most) closeRun(runs, end, end - start)
    else addRun(runs, start, end, { ...division, key: keys[start], depth: 0, cap: most })
    start = end
  }
  return runs
}

type Level = Division & { key: number; depth: number }

function addRun(runs: Runs, start: number, end: number, level: Level): void {
  const { key, depth, finer, contents, cap } = level
  const size = end - start
  if (size <= cap) {
    if (depth > 0) addShape(runs, start, end, mixHash(key, depth))
    closeRun(runs, end, size)
  } else if (depth === finer.length) {
    for (let from = start; from < end; from += NEIGHBOURS) {
      const to = Math.min(end, from + NEIGHBOURS)
      const shape = runs.records.subarray(from, to).reduce((sum, record) => mixHash(sum, contents[record]), key)
      addShape(runs, from, to, shape)
      closeRun(runs, to, to - from)
    }
  } else {
    const part = runs.records.slice(start, end)
    const keys = Uint32Array.from(part, finer[depth])
    const order = sortByKey(keys)
    for (let i = 0; i < size; i++) runs.records[start + i] = part[order[i]]!
    for (let from = 0; from < size;) {
      let to = from + 1
      while (to < size && keys[order[to]] === keys[order[from]]) to++
      addRun(runs, start + from, start + to, { ...level, depth: depth + 1 })
      from = to
    }
  }
}

function addShape({ records, shapes }: Runs, start: number, end: number, shape: number): void {
  for (let i = start; i < end; i++) shapes[records[i]] += shape
}

function closeRun(runs: Runs, end: number, size: number): void {
  runs.ends[runs.runs++] = end
  runs.pairs += (size * (size - 1)) / 2
}

function index(count: number, { records, ends, runs, pairs, shapes }: Runs, cap: number): Blocks {
  const entryStarts = new Uint32Array(count + 1)
  for (const record of records) entryStarts[record + 1]++
  for (let i = 0; i < count; i++) entryStarts[i + 1] += entryStarts[i]
  const next = entryStarts.slice(0, count)
  const starts = new Uint32Array(records.length)
  const blockEnds = new Uint32Array(records.length)
  const places = new Uint32Array(records.length)
  let start = 0
  for (let run = 0; run < runs; run++) {
    const end = ends[run]
    for (let place = start; place < end; place++) {
      const entry = next[records[place]]++
      starts[entry] = start
      blockEnds[entry] = end
      places[entry] = place
    }
    start = end
  }
  return { members: records, entryStarts, starts, ends: blockEnds, places, shapes, pairs, cap }
}

/** Whether two records are in a block together. */
export function shareBlock({ entryStarts, starts }: Blocks, a: number, b: number): boolean {
  for (let i = entryStarts[a]; i < entryStarts[a + 1]; i++) {
    for (let j = entryStarts[b]; j < entryStarts[b + 1]; j++) if (starts[i] === starts[j]) return true
  }
  return false
}

/** Calls `use` once for each pair in a block together, whichever and however many blocks; a < b, ascending in b. */
export function eachPair(count: number, blocks: Blocks, use: (a: number, b: number) => void): void {
  const { members, entryStarts, starts, places } = blocks
  const seen = new Uint32Array(count)
  for (let b = 1; b < count; b++) {
    for (let entry = entryStarts[b]; entry < entryStarts[b + 1]; entry++) {
      const end = places[entry]
      for (let place = starts[entry]; place < end; place++) {
        const a = members[place]
        if (seen[a] === b) continue
        seen[a] = b
        use(a, b)
      }
    }
  }
}
