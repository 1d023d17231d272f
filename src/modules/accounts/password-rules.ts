import blocked from './blocked-words.json' with { type: 'json' }
import { PASSWORD_LIMIT } from './open-auth.ts'

/** Shortest password in characters, as long as there is no second factor. */
export const PASSWORD_LENGTH = 15

/** Rows of keys and letters whose runs everybody tries first. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
]
const RUNS = ROWS.flatMap((row) => [
  row + row,
  Array.from(row + row)
    .toReversed()
    .join(''),
])
/** What must be left when everything that is guessed first is taken away. */
const LEFT = 6

/**
 * What is wrong with a password, as a sentence; null when nothing is. It must be long and not easily guessed; there are
 * no rules about kinds of characters. `known` is what is known of its owner: name, address, organisation.
 */
export function judgePassword(password: string, known: string[] = []): string | null {
  const text = password.normalize('NFKC')
  const length = Array.from(text).length
  if (length === 0) return 'Please choose a password.'
  if (length < PASSWORD_LENGTH)
    return `This has ${length} ${length === 1 ? 'character' : 'characters'}; please take at least ${PASSWORD_LENGTH}.`
  if (text.length > PASSWORD_LIMIT)
    return `This is longer than ${PASSWORD_LIMIT} characters; please take a shorter one.`
  if (isGuessable(text, known))
    return 'This is among the first that somebody would try. A few words that do not belong together are good.'
  return null
}

function isGuessable(text: string, known: string[]): boolean {
  const folded = fold(text)
  if (new Set(folded).size < 5) return true
  if (isRepeated(folded)) return true
  return Array.from(withoutRuns(withoutWords(folded, known))).length < LEFT
}

/** Case, spaces and signs between words make no password harder to guess. */
function fold(text: string): string {
  const letters = text.toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, '')
  return letters === '' ? text : letters
}

function isRepeated(text: string): boolean {
  for (let size = 1; size <= Math.min(8, text.length / 2); size++) {
    if (
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .startsWith(text)
    )
      return true
  }
  return false
}

function withoutWords(text: string, known: string[]): string {
  const own = known.flatMap((each) => [each, ...each.split(/[\s@.+_-]+/)]).map(fold)
  const words = [...own, ...blocked.map(fold)].filter(({ length }) => length >= 4)
  return words.toSorted((a, b) => b.length - a.length).reduce((rest, word) => rest.replaceAll(word, ''), text)
}

/** Takes out runs of four and more along a row, one character again and again, and years. */
function withoutRuns(text: string): string {
  let rest = text
  for (let at = 0; at + 4 <= rest.length;) {
    let size = 0
    while (at + size < rest.length && isRun(rest.slice(at, at + size + 1))) size++
    if (size >= 4) rest = rest.slice(0, at) + rest.slice(at + size)
    else at++
  }
  return rest.replace(/(19|20)\d\d/g, '')
}

function isRun(text: string): boolean {
  return RUNS.some((run) => run.includes(text)) || new Set(text).size === 1
}
