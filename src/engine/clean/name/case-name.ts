import lexicon from './name-lexicon.json' with { type: 'json' }
import type { NameParts } from './split-name.ts'

const PARTICLES = new Set(lexicon.lowerParticles)
const MAC_NAMES = new Set(lexicon.macNames)
const SUFFIXES = new Map(Object.entries(lexicon.suffixes))
const ELISION = /^([od]|dell|l|m)(['’])(\p{L})/u
/** Two letters without a vowel are initials (`AJ` has one, but is never a word). */
const INITIALS = /^(?:[bcdfghjklmnpqrstvwxz]{2}|[acdejkmprt]j|jd|jt)$/
const SHORT_NAMES = new Set(['ng', 'dr', 'mr', 'ms', 'st', 'jr', 'sr', 'lt', 'ly', 'mx', 'rt', 'sg', 'fr'])

/**
 * The parts with the case that people write, when the whole name was typed in one case: `RONALD MCDONALD`, `ludwig van beethoven`.
 * Names in mixed case are left alone: their owner may know better.
 */
export function caseName(parts: NameParts): NameParts {
  const all = Object.values(parts).join(' ')
  const upper = all.toUpperCase()
  const lower = all.toLowerCase()
  if (upper === lower || all.includes('@') || (all !== upper && all !== lower)) return parts
  return {
    title: caseWords(parts.title, false),
    first: caseWords(parts.first, false),
    middle: caseWords(parts.middle, true),
    last: caseWords(parts.last, true),
    suffix: caseWords(parts.suffix, true, true),
    nickname: caseWords(parts.nickname, false),
  }
}

function caseWords(text: string, particles: boolean, suffixes = false): string {
  if (text === '') return text
  const words = text.toLowerCase().split(' ')
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    const suffix = suffixes ? caseSuffix(word) : null
    words[i] =
      suffix ??
      ((particles && PARTICLES.has(word)) || (i > 0 && /^(?:and|of|the|et|und|y)$/.test(word)) ? word : caseWord(word))
  }
  return words.join(' ')
}

function caseSuffix(word: string): string | null {
  const bare = word.replace(/[.,]+$/, '')
  const known = SUFFIXES.get(bare) ?? (/^[vix]+$/.test(bare) ? bare.toUpperCase() : undefined)
  if (known !== undefined) return known + word.slice(bare.length)
  return word.includes('.') ? word.toUpperCase() : null
}

function caseWord(word: string): string {
  if (word.includes('-')) return word.split('-').map(caseWord).join('-')
  if (word.includes('.')) return word.replaceAll(/(?<=^|\.)\p{L}/gu, (letter) => letter.toUpperCase())
  if (INITIALS.test(word) && !SHORT_NAMES.has(word)) return word.toUpperCase()
  const elided = ELISION.exec(word)
  if (elided !== null) return capital(elided[1]) + elided[2] + capital(word.slice(elided[1].length + 1))
  if (word.startsWith('mc') && word.length > 3) return `Mc${capital(word.slice(2))}`
  if (MAC_NAMES.has(word)) return `Mac${capital(word.slice(3))}`
  return capital(word)
}

function capital(word: string): string {
  const first = word.search(/\p{L}/u)
  if (first < 0) return word
  const letter = String.fromCodePoint(word.codePointAt(first)!)
  return word.slice(0, first) + letter.toUpperCase() + word.slice(first + letter.length)
}
