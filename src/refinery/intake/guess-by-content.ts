import { cellKind } from './cell-kind.ts'
import lexicon from './content-words.json' with { type: 'json' }
import type { Field } from './field.ts'

/** What a column seems to hold: the share of its values (0–1) that look like `field`. */
export type Guess = { field: Field; share: number; why: string }

const regions = new Set(lexicon.regions.split(' '))
const countries = new Set(lexicon.countries)
const titles = new Set(lexicon.titles.split(' '))
const forms = new Set(lexicon.forms.split(' '))

const LEAST = 5

/** The tests in the order in which they are tried; `share` is how many values must pass. A date is no test: it may be a birth date. */
const tests: { field: Field; what: string; share: number; test: (value: string) => boolean }[] = [
  { field: 'email', what: 'e-mail addresses', share: 0.9, test: (value) => cellKind(value) === 'email' },
  { field: 'linkedin', what: 'LinkedIn profiles', share: 0.9, test: isProfile },
  { field: 'domain', what: 'web addresses', share: 0.9, test: isSite },
  { field: 'phone', what: 'telephone numbers', share: 0.9, test: isPhone },
  { field: 'region', what: 'states', share: 0.95, test: (value) => regions.has(value) },
  { field: 'country', what: 'countries', share: 0.95, test: (value) => countries.has(value.toLowerCase()) },
  { field: 'title', what: 'job titles', share: 0.6, test: (value) => wordsOf(value).some((word) => titles.has(word)) },
  { field: 'company', what: 'legal forms', share: 0.4, test: (value) => forms.has(wordsOf(value).at(-1) ?? '') },
  { field: 'full_name', what: 'names of people', share: 0.9, test: isPersonName },
]

/** Guesses from its values what a column holds whose name says nothing; null when nothing is clear. `taken` fields are not guessed again. */
export function guessByContent(values: string[], taken: ReadonlySet<Field>): Guess | null {
  if (values.length < LEAST) return null
  for (const { field, what, share: least, test } of tests) {
    if (taken.has(field)) continue
    const share = values.filter(test).length / values.length
    if (share >= least) return { field, share, why: `${Math.round(share * 100)} % ${what}` }
  }
  return null
}

/** A person's profile on LinkedIn. */
export function isProfile(value: string): boolean {
  return /linkedin\.com\/(?:in|pub)\//i.test(value)
}

function isSite(value: string): boolean {
  const kind = cellKind(value)
  return (kind === 'domain' || kind === 'url') && !/linkedin|facebook|twitter/i.test(value)
}

function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length
  if (digits < 9 || digits > 16 || cellKind(value) === 'date') return false
  return (
    /^\+?[\d ().\-/]+(?: ?(?:x|ext\.?) ?\d+)?$/i.test(value) &&
    (/^(?:\+|00)/.test(value) || /\d[ ().\-/]+\d/.test(value))
  )
}

function isPersonName(value: string): boolean {
  return (
    /^\p{Lu}[\p{L}'’.-]*(?: (?:\p{Lu}[\p{L}'’.-]*|de|da|van|von|der|la|del)){1,3}$/u.test(value) && value.length <= 40
  )
}

function wordsOf(value: string): string[] {
  return value
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
}
