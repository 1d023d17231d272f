import { CodePairs } from './code-pairs.ts'
import { hashText, mixHash } from './hash-text.ts'
import { nameWords, type NameCells } from './name-words.ts'
import type { LinkInput, Role } from './link-input.ts'

/** The distinct names of an input, taken apart once each. Name 0 is "no name"; word 0 is "no word". */
export type Names = {
  count: number
  /** Name of each record, in canonical order. */
  ofRecord: Uint32Array
  words: string[]
  /** Content hash of each word. */
  wordHash: Uint32Array
  given: Uint32Array
  middle: Uint32Array
  generation: Uint8Array
  /** Family name as one word number (its words joined by a space). */
  family: Uint32Array
  /** `count + 1` offsets into `familyWords`; the same for `others`. */
  familyStarts: Uint32Array
  familyWords: Uint32Array
  otherStarts: Uint32Array
  others: Uint32Array
  /** Content hash of all words in alphabetical order, 0 for no name. */
  sortedHash: Uint32Array
}

const NAME_ROLES = ['full_name', 'given', 'middle', 'family', 'suffix'] as const satisfies Role[]

/** Reads the name columns of an input, or null when it has none. */
export function readNames(input: LinkInput, order: Uint32Array): Names | null {
  const columns = NAME_ROLES.map((role) => input.columns.find((column) => column.role === role))
  if (!columns[0] && !columns[1] && !columns[3]) return null
  const chain: CodePairs[] = []
  const ofRecord = new Uint32Array(input.count)
  for (const column of columns) {
    if (!column) continue
    const pairs = new CodePairs()
    for (let i = 0; i < input.count; i++) ofRecord[i] = pairs.number(ofRecord[i], column.codes[order[i]])
    chain.push(pairs)
  }
  const used = columns.filter((column) => column !== undefined)
  const cells: NameCells = { full: '', given: '', middle: '', family: '', suffix: '' }
  const keys = { full_name: 'full', given: 'given', middle: 'middle', family: 'family', suffix: 'suffix' } as const
  const builder = new NamesBuilder(ofRecord, chain.at(-1)!.size)
  for (let name = 1; name < builder.names.count; name++) {
    let id = name
    for (let step = chain.length - 1; step >= 0; step--) {
      const column = used[step]
      const role = column.role as (typeof NAME_ROLES)[number]
      cells[keys[role]] = column.values[chain[step].second(id)]!
      id = chain[step].first(id)
    }
    builder.add(name, cells)
  }
  return builder.finish()
}

class NamesBuilder {
  readonly names: Names
  readonly #numbers = new Map<string, number>([['', 0]])
  readonly #hashes: number[] = [0]
  readonly #familyWords: number[] = []
  readonly #others: number[] = []

  constructor(ofRecord: Uint32Array, count: number) {
    const none = new Uint32Array(0)
    this.names = {
      count,
      ofRecord,
      words: [''],
      wordHash: none,
      given: new Uint32Array(count),
      middle: new Uint32Array(count),
      generation: new Uint8Array(count),
      family: new Uint32Array(count),
      familyStarts: new Uint32Array(count + 1),
      familyWords: none,
      otherStarts: new Uint32Array(count + 1),
      others: none,
      sortedHash: new Uint32Array(count),
    }
  }

  add(name: number, cells: NameCells): void {
    const { names } = this
    const parsed = nameWords(cells)
    names.given[name] = this.#number(parsed.given)
    names.middle[name] = this.#number(parsed.middle)
    names.family[name] = this.#number(parsed.family.join(' '))
    names.generation[name] = parsed.generation
    names.familyStarts[name] = this.#familyWords.length
    for (const word of parsed.family) this.#familyWords.push(this.#number(word))
    names.otherStarts[name] = this.#others.length
    for (const word of parsed.others) this.#others.push(this.#number(word))
    const sorted = [parsed.given, ...parsed.family, ...parsed.others].filter((word) => word !== '').sort()
    let hash = 0
    for (const word of sorted) hash = mixHash(hash, this.#hashes[this.#number(word)])
    names.sortedHash[name] = hash
  }

  finish(): Names {
    const { names } = this
    names.familyStarts[names.count] = this.#familyWords.length
    names.otherStarts[names.count] = this.#others.length
    names.familyWords = Uint32Array.from(this.#familyWords)
    names.others = Uint32Array.from(this.#others)
    names.wordHash = Uint32Array.from(this.#hashes)
    return names
  }

  #number(word: string): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    const number = this.names.words.length
    this.#numbers.set(word, number)
    this.names.words.push(word)
    this.#hashes.push(hashText(word))
    return number
  }
}
