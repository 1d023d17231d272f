import { kinds, readCountry } from '../../engine/clean/index.ts'
import { cellKind } from './cell-kind.ts'
import lexicon from './content-words.json' with { type: 'json' }
import type { Field } from './field.ts'
import { isPostcode, isTellingPostcode } from './is-postcode.ts'

/** A question to each value of a column. */
export type ContentTest = {
  field: Field
  /** What the values are, for people. */
  what: string
  /** Share of the values that must pass, 0–1. */
  least: number
  test: (value: string) => boolean
  /** Only for columns without any name: what else looks like this has a name that says otherwise. */
  nameless?: boolean
  /** What must hold of all values together, given those that passed. */
  together?: (values: string[]) => boolean
  /** How far such values may be believed (0–1, without it 1): much else looks like them. */
  trust?: number
  /** Which of two columns that pass is more likely the one; the share of values that pass without it. */
  weight?: (values: string[]) => number
}

const setOf = (words: string) => new Set(words.split(' '))
const regions = setOf(lexicon.regions)
const regionNames = new Set(lexicon.regionNames)
const provinces = setOf(lexicon.provinces)
const titles = setOf(lexicon.titles)
const forms = setOf(lexicon.forms)
const courtesy = setOf(lexicon.courtesy)
const suffixes = setOf(lexicon.suffixes)

/**
 * The tests in the order in which they are tried. Where an engine knows the kind, its verdict decides. A date is taken for that of
 * the last update only where no adult can be born so late: it may be a birth date.
 */
export const contentTests: ContentTest[] = [
  { field: 'email', what: 'e-mail addresses', least: 0.9, test: (value) => cellKind(value) === 'email' },
  { field: 'linkedin', what: 'LinkedIn profiles', least: 0.9, test: isProfile },
  { field: 'domain', what: 'web addresses', least: 0.9, test: isSite, together: isOfManyHosts },
  { field: 'seen', what: 'recent dates', least: 0.98, test: isRecent, nameless: true, trust: 0.7, weight: latestOf },
  { field: 'phone', what: 'telephone numbers', least: 0.9, test: isPhone, together: areNumbersInUse },
  {
    field: 'postcode',
    what: 'postcodes',
    least: 0.95,
    test: isPostcode,
    nameless: true,
    together: (values) => values.filter(isTellingPostcode).length >= values.length * 0.5,
  },
  { field: 'prefix', what: 'forms of address', least: 0.9, test: (value) => courtesy.has(bare(value)), nameless: true },
  {
    field: 'suffix',
    what: 'suffixes of names',
    least: 0.9,
    test: (value) => suffixes.has(bare(value)),
    nameless: true,
  },
  { field: 'region', what: 'states', least: 0.95, test: (value) => regions.has(value), together: areNoCountries },
  { field: 'region', what: 'states', least: 0.85, test: isRegion, nameless: true, together: areNoCountries },
  {
    field: 'country',
    what: 'countries',
    least: 0.95,
    test: (value) => readCountry(value) !== null,
    together: areNoStates,
  },
  { field: 'employees', what: 'numbers of employees', least: 0.9, test: isBand, nameless: true },
  { field: 'revenue', what: 'amounts of money', least: 0.9, test: isMoney, nameless: true },
  {
    field: 'revenue',
    what: 'large round sums',
    least: 0.98,
    test: isNumber,
    nameless: true,
    together: areSums,
    trust: 0.8,
  },
  {
    field: 'employees',
    what: 'numbers of employees',
    least: 0.98,
    test: isNumber,
    nameless: true,
    together: areHeads,
    trust: 0.8,
  },
  { field: 'address', what: 'whole addresses', least: 0.7, test: isAddress, nameless: true },
  { field: 'street', what: 'streets with a number', least: 0.75, test: isStreet, nameless: true },
  { field: 'industry', what: 'industries', least: 0.65, test: isIndustry, nameless: true, weight: varietyOf },
  { field: 'title', what: 'job titles', least: 0.6, test: hasTitleWord, weight: varietyOf },
  { field: 'title', what: 'job titles', least: 0.6, test: isTitle, nameless: true, weight: varietyOf },
  { field: 'company', what: 'legal forms', least: 0.4, test: (value) => forms.has(wordsOf(value).at(-1) ?? '') },
  { field: 'company', what: 'legal forms', least: 0.3, test: hasForm, nameless: true },
]

/** A person's profile on LinkedIn. */
export function isProfile(value: string): boolean {
  return /linkedin\.com\/(?:in|pub)\//i.test(value)
}

function isSite(value: string): boolean {
  const kind = cellKind(value)
  return (kind === 'domain' || kind === 'url') && !/linkedin|facebook|twitter/i.test(value)
}

/** Pages of one site are profiles, pictures or forms, not the sites of companies. */
function isOfManyHosts(values: string[]): boolean {
  if (values.every((value) => cellKind(value) === 'domain')) return true
  const counts = new Map<string, number>()
  for (const value of new Set(values)) {
    const host = value.replace(/^https?:\/\//i, '').split(/[/?#]/)[0]
    counts.set(host, (counts.get(host) ?? 0) + 1)
  }
  return Math.max(...counts.values()) <= Math.max(2, counts.size * 0.5)
}

function isRecent(value: string): boolean {
  if (cellKind(value) !== 'date') return false
  const { value: date, precision } = kinds.date.clean(value)
  return precision === 'day' && date !== null && date >= '2010' && date < '2100'
}

/** Of several dates of a row the last is that of the last update. */
function latestOf(values: string[]): number {
  const dates = values.map((value) => Date.parse(kinds.date.clean(value).value ?? '')).filter((day) => day > 0)
  return dates.reduce((sum, day) => sum + day, 0) / Math.max(1, dates.length)
}

/** No date, no coordinates, no address of a computer, no number of the social security. */
function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length
  if (digits < 9 || digits > 16 || cellKind(value) === 'date') return false
  if (/^-?\d+[.,]\d+$|^\d{1,3}(?:\.\d{1,3}){3}$|^\d{3}-\d{2}-\d{4}$/.test(value)) return false
  return /^\+?[\d ().\-/]+(?: ?(?:x|ext\.?) ?\d+)?$/i.test(value)
}

/** Digits alone may be any number: these are telephones where the numbering plan knows nearly all. */
function areNumbersInUse(values: string[]): boolean {
  const plain = values.filter((value) => !/^(?:\+|00)/.test(value) && !/\d[ ().\-/]+\d/.test(value))
  if (plain.length <= values.length * 0.1) return true
  const known = plain.filter((value) => ['valid', 'repaired'].includes(kinds.phone.clean(value).verdict))
  return known.length >= plain.length * 0.9
}

function isRegion(value: string): boolean {
  return regions.has(value) || provinces.has(value) || regionNames.has(value.toLowerCase())
}

/** `CA`, `DE` and `IN` are states and countries: one or two of them alone say nothing. */
function areNoCountries(values: string[]): boolean {
  const different = [...new Set(values)]
  return different.length > 2 || different.some((value) => readCountry(value) === null)
}

function areNoStates(values: string[]): boolean {
  const different = [...new Set(values)]
  return different.length > 2 || different.some((value) => !regions.has(value))
}

function isBand(value: string): boolean {
  if (!/^[\d.,]+k?\s*(?:[-–]|to)\s*[\d.,]+k?(?: employees)?$|^[<>]?[\d.,]+k?\s*\+?(?: employees)?$/i.test(value))
    return false
  return (
    /[-–+<>t]/i.test(value) &&
    kinds.employees.clean(value).band !== null &&
    (kinds.employees.clean(value).low ?? 0) < 1e6
  )
}

function isMoney(value: string): boolean {
  if (!/[$€£¥]|\b(?:usd|eur|gbp|chf)\b|\d ?(?:k|m|mn|mio|million|b|bn|billion)\b/i.test(value)) return false
  return /\d/.test(value) && value.length <= 40 && kinds.revenue.clean(value).low !== null
}

function isNumber(value: string): boolean {
  return /^\d{1,3}(?:,\d{3})+$|^\d{1,12}$/.test(value)
}

const numbersOf = (values: string[]) =>
  values.map((value) => Number(value.replaceAll(',', ''))).toSorted((one, other) => one - other)

/** What firms take in ends in zeros and goes over orders of magnitude; codes and numbers of customers do neither. */
function areSums(values: string[]): boolean {
  const numbers = numbersOf(values)
  const round = numbers.filter((number) => number % 1000 === 0).length
  return numbers[numbers.length >> 1] >= 100_000 && round >= numbers.length * 0.8 && isSpread(numbers)
}

/** Firms are small and few are large (Axtell, Science 293, 2001); numbers that are counted on or drawn are spread evenly. */
function areHeads(values: string[]): boolean {
  const numbers = numbersOf(values)
  return numbers.length >= 20 && numbers[numbers.length >> 1] < 20_000 && isSpread(numbers)
}

/** The tenth and the ninetieth of a hundred are far apart, and the largest is far above the middle. */
function isSpread(numbers: string[] | number[]): boolean {
  const at = (share: number) => Number(numbers[Math.floor((numbers.length - 1) * share)])
  return at(0.9) >= 8 * Math.max(1, at(0.1)) && at(1) >= 8 * at(0.5)
}

/** The line below the street's: a floor, a suite, a box. */
const SECOND_LINE =
  /^(?:suite|ste|apt|unit|floor|fl|building|bldg|room|p\.? ?o\.? box|postfach|bp)\b.*\d|\b(?:floor|etage|étage|stock|piso)$/i

function isAddress(value: string): boolean {
  return /,.*\d{4,}|\d{4,}.*,/s.test(value) && value.split(/[,\n]/).length >= 3 && value.length <= 250
}

function isStreet(value: string): boolean {
  if (value.length > 80 || /[@:]/.test(value) || isTellingPostcode(value)) return false
  if (SECOND_LINE.test(value)) return true
  return (
    /^(?:#? ?\d{1,5}[a-z]?(?:[-/]\d{1,4}[a-z]?)?)[ ,]+(?:\d{1,3}(?:st|nd|rd|th) )?[\p{L}'’].*\p{L}/iu.test(value) ||
    /^\p{L}[\p{L}\p{M} .'’-]*[ ,.]+\d{1,4}(?:[-/]\d{1,4})? ?[a-z]?(?: \p{L}+)*$/iu.test(value)
  )
}

function isIndustry(value: string): boolean {
  if (!/\p{L}{3}/u.test(value)) return false
  return kinds.industry.clean(value).naics !== null
}

function hasTitleWord(value: string): boolean {
  return wordsOf(value).some((word) => titles.has(word))
}

function isTitle(value: string): boolean {
  const { level, confidence } = kinds.title.clean(value)
  return level !== null && confidence >= 0.8
}

function hasForm(value: string): boolean {
  return /\p{L} +\S/u.test(value) && kinds.company.clean(value).form !== null
}

function varietyOf(values: string[]): number {
  return new Set(values).size / values.length
}

function bare(value: string): string {
  return value.toLowerCase().replaceAll('.', '').trim()
}

function wordsOf(value: string): string[] {
  return value
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
}
