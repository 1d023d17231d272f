import words from './upper-words.json' with { type: 'json' }

const SMALL = new Set(words.small)
const SHORT = new Set(words.words)
const KEEP = new Set(words.keep)

/**
 * Write a name in capitals as names are written: `THE O'REILLY GROUP OF OHIO` → `The O'Reilly Group of Ohio`. Initials stay.
 * A name of one short word, or with any lower-case letter, is returned as it is, so doing it twice changes nothing.
 */
export function recaseName(name: string): string {
  if (/\p{Ll}/u.test(name)) return name
  const parts = name.split(' ')
  if (parts.length === 1 && name.length <= 5) return name
  return parts.map((part, index) => recaseWord(part, index === 0)).join(' ')
}

function recaseWord(word: string, first: boolean): string {
  if (KEEP.has(word.replace(/[.,]+$/, '')) || /\d/.test(word)) return word
  const lower = word.toLowerCase()
  if (!first && SMALL.has(lower)) return lower
  return word
    .split(/(?<=[-/&(])/)
    .map(recasePart)
    .join('')
}

function recasePart(part: string): string {
  const lower = part.toLowerCase()
  const letters = lower.replace(/[^\p{L}]/gu, '')
  if (isInitials(part, letters)) return part
  const apostrophe = /^(\p{L})['’](\p{L}{3,}.*)$/u.exec(lower)
  if (apostrophe !== null) return `${apostrophe[1].toUpperCase()}${part[1]}${capitalise(apostrophe[2])}`
  if (/^mc\p{L}{3,}/u.test(lower)) return `Mc${capitalise(lower.slice(2))}`
  return capitalise(lower)
}

/** Letters with full stops between, up to three letters that are no word, or letters that nobody can speak. */
function isInitials(part: string, letters: string): boolean {
  if (/^(?:\p{L}\.)+\p{L}?\.?,?$/u.test(part)) return true
  if (/[^ -~]/.test(letters)) return false
  if (letters.length <= 3) return !SHORT.has(letters) && !SMALL.has(letters)
  return letters.length <= 5 && !/[aeiouy]/.test(letters) && !SHORT.has(letters)
}

/** The first letter large, wherever the punctuation before it ends. */
function capitalise(lower: string): string {
  const at = lower.search(/\p{L}/u)
  return at < 0 ? lower : lower.slice(0, at) + lower.charAt(at).toUpperCase() + lower.slice(at + 1)
}
