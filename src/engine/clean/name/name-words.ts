import lexicon from './name-lexicon.json' with { type: 'json' }

const TITLES = new Set(lexicon.titles)
const AMBIGUOUS_TITLES = new Set(lexicon.ambiguousTitles)
const SUFFIXES = new Set(Object.keys(lexicon.suffixes))
const AMBIGUOUS_SUFFIXES = new Set(lexicon.ambiguousSuffixes)
const GENERATIONS = new Set(lexicon.generations)
const PREFIXES = new Set(lexicon.prefixes)
const CONJUNCTIONS = new Set(lexicon.conjunctions)

/** A word as the lexicon spells it: lower case, without dots and commas. */
export function nameWordKey(word: string): string {
  const lower = word.toLowerCase()
  return lower.includes('.') ? lower.replaceAll('.', '') : lower
}

/** One letter standing for a name: `Q`, `q.`. A bare lower-case letter may be a conjunction (`y`, `e`). */
export function isInitial(word: string): boolean {
  return (word.length === 1 && word >= 'A' && word <= 'Z') || (word.length <= 3 && /^\p{L}\.$/u.test(word))
}

/** Is the word a title (`Dr.`, `Lt.Gov.`)? `certain` leaves out those that are names as well (`Dean`, `Hon`). */
export function isTitleWord(word: string, certain: boolean): boolean {
  if (isInitial(word)) return false
  const key = nameWordKey(word)
  if (TITLES.has(key)) return !(certain && AMBIGUOUS_TITLES.has(key) && !word.endsWith('.'))
  return joinedByDots(word, (part) => TITLES.has(part))
}

/**
 * Do these letters follow a name (`Jr.`, `MD`, `Msc.Ed.`)?
 * Short ones that are names as well (`Ma`, `Do`) must be written like letters, in capitals or with dots.
 */
export function isSuffixWord(word: string, shouting: boolean): boolean {
  if (isInitial(word)) return false
  const key = nameWordKey(word)
  if (GENERATIONS.has(key) && /^\p{L}\.\p{L}\.?$/u.test(word)) return false
  if (SUFFIXES.has(key))
    return !AMBIGUOUS_SUFFIXES.has(key) || word.includes('.') || (!shouting && word === word.toUpperCase())
  return joinedByDots(word, (part) => SUFFIXES.has(part) && part.length > 1)
}

/** Jr., Sr. or a number after a name. */
export function isGeneration(word: string): boolean {
  return GENERATIONS.has(nameWordKey(word))
}

/** A word that opens a family name (`van`, `de`, `St.`). */
export function isFamilyPrefix(word: string): boolean {
  return PREFIXES.has(nameWordKey(word))
}

/** A word that ties its neighbours together (`and`, `of`, `y`). */
export function isConjunction(word: string): boolean {
  return !isInitial(word) && CONJUNCTIONS.has(word.toLowerCase())
}

function joinedByDots(word: string, known: (part: string) => boolean): boolean {
  const dot = word.indexOf('.')
  if (dot < 1 || dot === word.length - 1) return false
  const parts = word
    .toLowerCase()
    .split('.')
    .filter((part) => part !== '')
  return parts.length > 1 && parts.length < 6 && parts.every((part) => part.length > 1) && parts.some(known)
}
