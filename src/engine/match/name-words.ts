import affixes from './name-affixes.json' with { type: 'json' }
import { keyWords, latinKey } from './text-key.ts'

/** The cells of one record that say a person's name; `''` where there is none. */
export type NameCells = { full: string; given: string; middle: string; family: string; suffix: string }

/** A person's name as words in comparison form. */
export type NameWords = {
  /** First given name, or `''`. */
  given: string
  family: string[]
  /** First middle name or initial, or `''`. */
  middle: string
  /** Further given names, middle names and nicknames: any of them may be what somebody is called. */
  others: string[]
  /** 0 none, 1 senior, 2 junior or second, 3 third … */
  generation: number
}

const PREFIXES = new Set(affixes.prefixes.split(' '))
const DEGREES = new Set(affixes.degrees.split(' '))
const GENERATIONS: Record<string, number> = affixes.generations
const QUOTED = /["“”«(]([^"“”»()]+)["“”»)]/g
const LETTER = /[a-z]/

/** Splits a name into words to compare. Parts win over the full name; the full name adds what the parts leave out. */
export function nameWords(cells: NameCells): NameWords {
  const nicknames: string[] = []
  const full = splitFull(cells.full, nicknames)
  const given = strip(keyWords(unquote(cells.given, nicknames)))
  const family = strip(keyWords(unquote(cells.family, nicknames)))
  const middle = strip(keyWords(unquote(cells.middle, nicknames)))
  let generation = generationOf(keyWords(cells.suffix)) || given.generation || family.generation
  if (given.words.length === 0 && family.words.length === 0) {
    return { ...fromFull(full), generation: generation || full.generation }
  }
  generation ||= full.generation
  const known = new Set([...given.words, ...family.words, ...middle.words])
  const rest = full.words.filter((word) => !known.has(word) && LETTER.test(word))
  // A cell with nothing but `Sir` or `Maj.-Gen.` leaves the given name to the full name.
  if (given.words.length === 0 && rest.length > 0) given.words.push(rest.shift()!)
  const others = [...given.words.slice(1), ...middle.words, ...nicknames, ...rest]
  return {
    given: given.words[0] ?? '',
    family: family.words,
    middle: middle.words[0] ?? given.words[1] ?? '',
    others,
    generation,
  }

  function fromFull(parsed: Stripped & { comma: number }): NameWords {
    const { words, comma } = parsed
    if (words.length === 0) return { given: '', family: [], middle: '', others: nicknames, generation: 0 }
    if (words.length === 1) return { given: '', family: words, middle: '', others: nicknames, generation: 0 }
    const familyFirst = comma > 0 && comma < words.length
    const last = familyFirst ? words.slice(0, comma) : words.slice(-1)
    const first = familyFirst ? words.slice(comma) : words.slice(0, -1)
    const more = [...first.slice(1), ...nicknames]
    return { given: first[0], family: last, middle: first[1] ?? '', others: more, generation: 0 }
  }
}

type Stripped = { words: string[]; generation: number }

function splitFull(text: string, nicknames: string[]): Stripped & { comma: number } {
  if (text === '') return { words: [], generation: 0, comma: 0 }
  const bare = unquote(text, nicknames)
  const cut = bare.indexOf(',')
  if (cut < 0) return { ...strip(keyWords(bare)), comma: 0 }
  const before = strip(keyWords(bare.slice(0, cut)))
  const after = stripAfterComma(keyWords(bare.slice(cut + 1)))
  return {
    words: [...before.words, ...after.words],
    generation: before.generation || after.generation,
    comma: after.words.length > 0 ? before.words.length : 0,
  }
}

/** Behind a comma may stand given names, or nothing but degrees and `Jr`. */
function stripAfterComma(words: string[]): Stripped {
  const areAffixes = words.every((word) => DEGREES.has(word) || generationOf([word]) > 0)
  return areAffixes ? { words: [], generation: generationOf(words) } : strip(words)
}

function unquote(text: string, nicknames: string[]): string {
  if (text === '' || !/["“«(]/.test(text)) return text
  return text.replace(QUOTED, (_, inside: string) => {
    for (const word of keyWords(latinKey(inside))) if (word.length > 1) nicknames.push(word)
    return ' '
  })
}

function strip(words: string[]): Stripped {
  let start = 0
  let end = words.length
  let generation = 0
  while (start < end && PREFIXES.has(words[start])) start++
  while (end > start + 1 && (DEGREES.has(words[end - 1]) || generationOf(words.slice(end - 1, end)) > 0)) {
    generation ||= generationOf(words.slice(end - 1, end))
    end--
  }
  return { words: words.slice(start, end), generation }
}

function generationOf(words: string[]): number {
  for (const word of words) if (Object.hasOwn(GENERATIONS, word)) return GENERATIONS[word]
  return 0
}
