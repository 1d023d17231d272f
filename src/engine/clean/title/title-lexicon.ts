import { splitTitle } from './split-title.ts'
import functions from './title-functions.json' with { type: 'json' }
import levelPhrases from './title-levels.json' with { type: 'json' }
import titleWords from './title-words.json' with { type: 'json' }

/** Ranks, strongest first. */
export const LEVELS: readonly string[] = [
  'owner',
  'founder',
  'c-level',
  'partner',
  'vp',
  'head',
  'director',
  'board',
  'manager',
  'lead',
  'intern',
  'entry',
  'senior',
]

/** What a phrase of a title says: a rank, a function, or both. A weightier function wins over a lighter one. */
export type TitlePhrase = {
  words: string[]
  level: string | null
  function: string | null
  subfunction: string | null
  weight: number
}

const ENDS = new Map(Object.entries(titleWords.compoundEnds))
const STARTS = Object.entries(titleWords.compoundStarts)
const LONGEST_END = Math.max(...[...ENDS.keys()].map((end) => end.length))

/** Phrases by their first word, longest first. */
export const titlePhrases: ReadonlyMap<string, TitlePhrase[]> = readLexicon()

/** The longest phrase that begins at a word, or null. */
export function findTitlePhrase(tokens: string[], at: number): TitlePhrase | null {
  const phrases = titlePhrases.get(tokens[at])
  if (phrases === undefined) return null
  for (const phrase of phrases) {
    let i = 1
    while (i < phrase.words.length && phrase.words[i] === tokens[at + i]) i++
    if (i === phrase.words.length) return phrase
  }
  return null
}

/** Read a compound of German or Dutch: `vertriebsleiter` is a head of sales. Null for other words. */
export function readCompound(word: string): TitlePhrase | null {
  for (let length = Math.min(LONGEST_END, word.length - 3); length >= 4; length--) {
    const end = ENDS.get(word.slice(-length))
    if (end === undefined) continue
    const start = STARTS.find(([start]) => word.startsWith(start))
    return {
      words: [word],
      level: end[0] === '' ? null : end[0],
      function: start?.[1] || end[1] || null,
      subfunction: null,
      weight: start === undefined ? 2 : 3,
    }
  }
  return null
}

function readLexicon(): Map<string, TitlePhrase[]> {
  const phrases = new Map<string, TitlePhrase>()
  const open = (text: string): TitlePhrase => {
    const words = splitTitle(text).filter((word) => word !== '')
    const key = words.join(' ')
    let phrase = phrases.get(key)
    if (phrase === undefined) {
      phrase = { words, level: null, function: null, subfunction: null, weight: 0 }
      phrases.set(key, phrase)
    }
    return phrase
  }
  const levels: Record<string, string[]> = levelPhrases.levels
  for (const level of LEVELS) for (const text of levels[level]) open(text).level ??= level
  const ranked = new Map([...phrases].map(([key, phrase]) => [key, phrase.level!]))
  for (const [name, entries] of Object.entries(functions)) {
    for (const [text, [subfunction, weight]] of Object.entries(
      entries as unknown as Record<string, [string, number]>,
    )) {
      const phrase = open(text)
      if (weight <= phrase.weight) continue
      Object.assign(phrase, { function: name, subfunction: subfunction === '' ? null : subfunction, weight })
    }
  }
  for (const phrase of phrases.values())
    phrase.level ??= strongestInside(phrase.words, ranked) ?? readCompound(phrase.words.join(' '))?.level ?? null
  for (const text of levelPhrases.neutral) open(text).level = null
  return byFirstWord(phrases.values())
}

/** The rank inside a phrase of several words: `project manager` is a manager. */
function strongestInside(words: string[], ranked: Map<string, string>): string | null {
  let best: number = LEVELS.length
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      const level = ranked.get(words.slice(from, to).join(' '))
      if (level !== undefined) best = Math.min(best, LEVELS.indexOf(level))
    }
  }
  return LEVELS[best] ?? null
}

function byFirstWord(phrases: Iterable<TitlePhrase>): Map<string, TitlePhrase[]> {
  const index = new Map<string, TitlePhrase[]>()
  for (const phrase of phrases) {
    const list = index.get(phrase.words[0])
    if (list === undefined) index.set(phrase.words[0], [phrase])
    else list.push(phrase)
  }
  for (const list of index.values()) list.sort((a, b) => b.words.length - a.words.length)
  return index
}
