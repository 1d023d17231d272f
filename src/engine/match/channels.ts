import { hashText } from './hash-text.ts'
import type { LinkColumn, LinkInput, Role } from './link-input.ts'
import { valueKey } from './value-key.ts'

/** All values of one role, each record's set of them as sorted code numbers. Code 0 is not used. */
export type Channel = {
  /** `count + 1` offsets into `codes`. */
  starts: Uint32Array
  codes: Uint32Array
  /** Comparison form of each code. */
  values: string[]
  /** Content hash of each code. */
  hashes: Uint32Array
}

/** The columns of a role as one channel, records in canonical order; null when no column has the role. */
export function readChannel(input: LinkInput, role: Role, order: Uint32Array): Channel | null {
  const columns = input.columns.filter((column) => column.role === role)
  if (columns.length === 0) return null
  const { values, codes } = mergeDictionaries(columns, role)
  const starts = new Uint32Array(input.count + 1)
  const flat = new Uint32Array(input.count * columns.length)
  let size = 0
  for (let i = 0; i < input.count; i++) {
    starts[i] = size
    for (let c = 0; c < columns.length; c++) {
      const code = codes[c][columns[c].codes[order[i]]]
      if (code !== 0) size = insertSorted(flat, starts[i], size, code)
    }
  }
  starts[input.count] = size
  const hashes = new Uint32Array(values.length)
  for (let code = 1; code < values.length; code++) hashes[code] = hashText(values[code])
  return { starts, codes: flat.slice(0, size), values, hashes }
}

function mergeDictionaries(columns: LinkColumn[], role: Role): { values: string[]; codes: Uint32Array[] } {
  const values = ['']
  const numbers = new Map<string, number>([['', 0]])
  const codes = columns.map((column) => {
    const to = new Uint32Array(column.values.length)
    for (let code = 1; code < to.length; code++) {
      const key = valueKey(role, column.values[code])
      let number = numbers.get(key)
      if (number === undefined) {
        number = values.length
        numbers.set(key, number)
        values.push(key)
      }
      to[code] = number
    }
    return to
  })
  return { values, codes }
}

function insertSorted(flat: Uint32Array, start: number, end: number, code: number): number {
  let at = end
  while (at > start && flat[at - 1] > code) at--
  if (at > start && flat[at - 1] === code) return end
  flat.copyWithin(at + 1, at, end)
  flat[at] = code
  return end + 1
}

/** The first value shared by two records in a channel, or 0. `best` chooses among several: lowest wins. */
export function sharedCode(channel: Channel, a: number, b: number, best: Uint8Array): number {
  const { starts, codes } = channel
  let i = starts[a]
  let j = starts[b]
  const endA = starts[a + 1]
  const endB = starts[b + 1]
  let found = 0
  while (i < endA && j < endB) {
    const x = codes[i]
    const y = codes[j]
    if (x === y) {
      if (found === 0 || best[x] < best[found]) found = x
      i++
      j++
    } else if (x < y) i++
    else j++
  }
  return found
}
