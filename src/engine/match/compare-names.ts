import { formalNames, isNickname } from './nicknames.ts'
import { isOneEdit } from './one-edit.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { areFarApart, letterSet } from './letter-sets.ts'
import type { Names } from './names.ts'
import { cacheBits, PairCache } from './pair-cache.ts'

/** Levels of the name comparison, strongest first; the words for them are in comparisons.json. */
export const NAME = {
  same: 0,
  familySameGivenSimilar: 1,
  familySameGivenInitial: 2,
  familySimilarGivenSame: 3,
  familySimilarGivenSimilar: 4,
  swapped: 5,
  oneWordFound: 6,
  oneWordSimilar: 7,
  givenSameOnly: 8,
  givenSimilarOnly: 9,
  familySameGivenDiffers: 10,
  familySimilarGivenDiffers: 11,
  differs: 12,
  oneWordNotFound: 13,
} as const

const MISSING = 15
const WORD = { same: 3, similar: 2, initial: 1, differs: 0 } as const

/** What two names say: a level (or -1 when one is missing), whether middle names agree (0), contradict (1) or are missing (-1), and whether one is Jr and the other Sr. */
export type NameOutcome = { level: number; middle: number; clash: boolean }

/** A comparer of the distinct names of an input by number; each pair of names and of words is worked out once. */
export function nameComparer(names: Names): (a: number, b: number) => NameOutcome {
  const cache = new PairCache(cacheBits(names.count))
  const words = wordComparer(names.words)
  const outcomes = Array.from({ length: 256 }, (_, packed) => ({
    level: (packed & 15) === MISSING ? -1 : packed & 15,
    middle: ((packed >> 4) & 3) - 1,
    clash: packed >> 6 === 1,
  }))
  return (a, b) => {
    const low = a < b ? a : b
    const high = a < b ? b : a
    if (low === 0) return outcomes[MISSING]
    let packed = cache.get(low, high)
    if (packed < 0) {
      packed = compare(names, words, low, high)
      cache.set(low, high, packed)
    }
    return outcomes[packed]
  }
}

type WordComparer = (a: number, b: number, family?: boolean) => number

function compare(names: Names, words: WordComparer, a: number, b: number): number {
  const first = names.generation[a]
  const second = names.generation[b]
  const clash = first !== 0 && second !== 0 && first !== second ? 1 : 0
  return nameLevel(names, words, a, b) | ((middleLevel(names, words, a, b) + 1) << 4) | (clash << 6)
}

function nameLevel(names: Names, words: WordComparer, a: number, b: number): number {
  const oneWordA = names.given[a] === 0 || names.family[a] === 0
  const oneWordB = names.given[b] === 0 || names.family[b] === 0
  if (oneWordA || oneWordB) return oneWordLevel(names, words, a, b)
  const given = givenLevel(names, words, a, b)
  const family = familyLevel(names, words, a, b)
  if (family === WORD.same) {
    if (given === WORD.same) return NAME.same
    if (given === WORD.similar) return NAME.familySameGivenSimilar
    return given === WORD.initial ? NAME.familySameGivenInitial : NAME.familySameGivenDiffers
  }
  if (family === WORD.similar && given === WORD.same) return NAME.familySimilarGivenSame
  if (family === WORD.similar && given !== WORD.differs) return NAME.familySimilarGivenSimilar
  if (isSwapped(names, words, a, b)) return NAME.swapped
  if (given === WORD.same) return NAME.givenSameOnly
  if (given !== WORD.differs) return NAME.givenSimilarOnly
  return family === WORD.similar ? NAME.familySimilarGivenDiffers : NAME.differs
}

/** 3 the first names are equal, 2 they or other given names of the two are similar, 1 initial, 0 contradiction. */
function givenLevel(names: Names, words: WordComparer, a: number, b: number): number {
  const first = words(names.given[a], names.given[b])
  if (first >= WORD.similar) return first
  const [startA, endA] = [names.otherStarts[a], names.otherStarts[a + 1]]
  const [startB, endB] = [names.otherStarts[b], names.otherStarts[b + 1]]
  for (let i = startA - 1; i < endA; i++) {
    const x = i < startA ? names.given[a] : names.others[i]
    if (names.words[x].length < 2) continue
    // The two first names have been compared: start behind that pair.
    for (let j = i < startA ? startB : startB - 1; j < endB; j++) {
      const y = j < startB ? names.given[b] : names.others[j]
      if (words(x, y) >= WORD.similar) return WORD.similar
    }
  }
  return first
}

function familyLevel(names: Names, words: WordComparer, a: number, b: number): number {
  const first = names.family[a]
  const second = names.family[b]
  if (first === second) return WORD.same
  for (let i = names.familyStarts[a]; i < names.familyStarts[a + 1]; i++) {
    const word = names.familyWords[i]
    if (names.words[word].length <= 2) continue
    for (let j = names.familyStarts[b]; j < names.familyStarts[b + 1]; j++) {
      if (names.familyWords[j] === word) return WORD.similar
    }
  }
  return words(first, second, true) === WORD.similar ? WORD.similar : WORD.differs
}

function isSwapped(names: Names, words: WordComparer, a: number, b: number): boolean {
  const first = names.given[a]
  const last = names.family[b]
  // Nearly every pair ends at this cheap test.
  if (names.words[first].charCodeAt(0) !== names.words[last].charCodeAt(0)) return false
  return words(first, last) >= WORD.similar && words(names.family[a], names.given[b]) >= WORD.similar
}

function oneWordLevel(names: Names, words: WordComparer, a: number, b: number): number {
  const single = names.given[a] === 0 || names.family[a] === 0 ? a : b
  const other = single === a ? b : a
  const word = names.given[single] || names.family[single]
  if (word === 0) return MISSING
  let best = 0
  const meet = (candidate: number): void => {
    if (candidate !== 0) best = Math.max(best, words(word, candidate))
  }
  meet(names.given[other])
  meet(names.family[other])
  for (let i = names.familyStarts[other]; i < names.familyStarts[other + 1]; i++) meet(names.familyWords[i])
  for (let i = names.otherStarts[other]; i < names.otherStarts[other + 1]; i++) meet(names.others[i])
  if (best === WORD.same) return NAME.oneWordFound
  return best === WORD.similar ? NAME.oneWordSimilar : NAME.oneWordNotFound
}

/** 0 agrees, 1 contradicts, -1 one of them has none. */
function middleLevel(names: Names, words: WordComparer, a: number, b: number): number {
  const first = names.middle[a]
  const second = names.middle[b]
  if (first === 0 || second === 0) return -1
  return words(first, second) === WORD.differs ? 1 : 0
}

function wordComparer(words: string[]): WordComparer {
  const given = new PairCache(cacheBits(words.length))
  const families = new PairCache(cacheBits(words.length))
  const letters = Uint32Array.from(words, letterSet)
  const lengths = Uint8Array.from(words, (word) => Math.min(255, word.length))
  const hasNickname = Uint8Array.from(words, (word) => (formalNames(word).size > 0 ? 1 : 0))
  return (a, b, family = false) => {
    if (a === b) return WORD.same
    const low = a < b ? a : b
    const high = a < b ? b : a
    if (low === 0) return WORD.differs
    const mayBeNickname = !family && hasNickname[low] === 1 && hasNickname[high] === 1
    if (!mayBeNickname && areFarApart(letters[low], letters[high], lengths[low], lengths[high])) return WORD.differs
    const cache = family ? families : given
    let level = cache.get(low, high)
    if (level < 0) {
      level = family ? compareFamilyWords(words[low], words[high]) : compareWords(words[low], words[high])
      cache.set(low, high, level)
    }
    return level
  }
}

/** Two different words of given names: 2 similar, 1 one is the initial of the other, 0 contradiction. */
export function compareWords(a: string, b: string): number {
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? WORD.initial : WORD.differs
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= 3 && long.startsWith(short)) return WORD.similar
  if (isNickname(a, b)) return WORD.similar
  if (short.length >= 4 && isOneEdit(a, b)) return WORD.similar
  return jaroWinkler(a, b) >= 0.9 ? WORD.similar : WORD.differs
}

/** Two different family names: 2 similar, 0 not. */
export function compareFamilyWords(a: string, b: string): number {
  if (Math.min(a.length, b.length) > 4 && isOneEdit(a, b)) return WORD.similar
  return jaroWinkler(a, b) >= 0.92 ? WORD.similar : WORD.differs
}
