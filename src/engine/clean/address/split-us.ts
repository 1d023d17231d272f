import { joinWords, noParts, toWords } from './address-parts.ts'
import type { AddressParts, Word } from './address-parts.ts'
import { findRegion } from './find-region.ts'
import { isStreetType, splitStreet } from './split-street.ts'

/** States whose postcodes begin with a zero that spreadsheets lose. */
const ZERO_STATES = new Set(['CT', 'MA', 'ME', 'NH', 'NJ', 'PR', 'RI', 'VT', 'VI'])
/** State codes that are street types or directions in capitals as well, and names that are words or cities. */
const STREET_TOO = new Set(['CT', 'NE', 'PL'])
const WORDS_TOO = new Set([
  'in',
  'or',
  'me',
  'de',
  'la',
  'al',
  'as',
  'washington',
  'new york',
  'del',
  'wash',
  'miss',
  'mass',
  'ore',
  'ne',
])

/** Words at the end of a line that may be a state. */
type Candidate = {
  text: string
  before: Word | undefined
  /** How many words stand before them. */
  rest: number
  zip: boolean
  /** Does a street type stand before them, with a city's room between? */
  typed: boolean
}

const ZIP = /^\d{5}(?:-?\d{4})?$/

/** Split a US address line, anchored from the right: postcode, state, city, then street, unit and box. */
export function splitUs(line: string, country = 'US'): { parts: AddressParts; why: string[] } {
  const parts: AddressParts = { ...noParts, country }
  const why: string[] = []
  const words = toWords(line)
  takeBox(words, parts)
  takePostcode(words, parts, why)
  takeState(words, parts)
  if (parts.region === '' && parts.postcode === '') takePostcodeInside(words, parts, why)
  const street = splitStreet(words, parts.region !== '' || parts.postcode !== '')
  return { parts: { ...parts, ...street }, why }
}

/** The postcode as `12345` or `12345-6789`; a lost leading zero comes back where the state says that there was one. */
export function readZip(text: string, region: string): string | null {
  if (ZIP.test(text)) return text.length === 9 ? `${text.slice(0, 5)}-${text.slice(5)}` : text
  if (/^\d{3,4}(?:-\d{4})?$/.test(text) && ZERO_STATES.has(region)) {
    const [short, plus] = text.split('-')
    const zip = short.padStart(5, '0')
    return plus === undefined ? zip : `${zip}-${plus}`
  }
  return null
}

function takePostcode(words: Word[], parts: AddressParts, why: string[]): void {
  const last = words.at(-1)
  if (last === undefined || words.length < 2) return
  const text = last.text.replace(/[.;]+$/, '')
  const before = words.at(-2)!
  if (/^\d{4}$/.test(text) && /^\d{5}$/.test(before.text)) {
    parts.postcode = `${before.text}-${text}`
    words.splice(-2)
    return
  }
  const region = findRegion(before.text, 'US') ?? findRegion(joinWords(words.slice(-3, -1)), 'US')
  const zip = readZip(text, region ?? '')
  if (zip === null && region !== null && /^\d{4,10}$/.test(text) && words.length > 2) {
    parts.postcode = text
    why.push('bad_postcode')
    words.pop()
    return
  }
  if (zip === null || (words.length === 2 && region === null && /^\d/.test(before.text))) return
  if (zip.length !== text.length && !/^\d{9}$/.test(text)) why.push('zero_restored')
  parts.postcode = zip
  words.pop()
}

/** A postcode with a tail of notes behind it still counts, when a state stands before it. */
function takePostcodeInside(words: Word[], parts: AddressParts, why: string[]): void {
  for (let i = words.length - 1; i > 1; i--) {
    const region = findRegion(words[i - 1].text, 'US')
    if (region === null || !/^\d{5}(?:-\d{4})?[.;]?$/.test(words[i].text)) continue
    parts.postcode = words[i].text.replace(/[.;]$/, '')
    parts.region = region
    if (words.length > i + 1) why.push('notes_dropped')
    words.splice(i - 1)
    return
  }
}

function takeState(words: Word[], parts: AddressParts): void {
  const typed = words.slice(1, -2).some((word) => isStreetType(word.key))
  for (let length = Math.min(3, words.length); length >= 1; length--) {
    const tail = words.slice(-length)
    if (tail.slice(0, -1).some((word) => word.comma)) continue
    const text = joinWords(tail)
    const region = findRegion(text, 'US')
    if (
      region === null ||
      !isState({
        text,
        before: words[words.length - length - 1],
        rest: words.length - length,
        zip: parts.postcode !== '',
        typed,
      })
    )
      continue
    parts.region = region
    words.splice(-length)
    return
  }
}

/** Two letters may be a word (`in`, `or`) or a direction: they need a comma, capitals or a postcode beside them. */
function isState({ text, before, rest, zip, typed }: Candidate): boolean {
  if (zip) return rest > 0 || text.length > 2
  if (before === undefined) return text.length > 2
  if (before.comma) return true
  if (text.length === 2 && text === text.toUpperCase() && !STREET_TOO.has(text)) return true
  return typed && rest > 2 && !WORDS_TOO.has(text.toLowerCase())
}

/** Take `PO Box 63`, `Lock Box 12`, `Route Box # 7` out. */
function takeBox(words: Word[], parts: AddressParts): void {
  for (let i = 0; i < words.length; i++) {
    if (!/^(?:box|pob|pobox|lockbox|lbx|bx)$/.test(words[i].key)) continue
    const start = boxStart(words, i)
    let end = i + 1
    if (words[end]?.key === '#' || words[end]?.key === 'no') end++
    if (words[end] === undefined || !/\d|^[a-z]{1,2}$/i.test(words[end].text)) continue
    if (words[i].comma || parts.box !== '') continue
    parts.box = words[end].text
    if (start > 0) words[start - 1].comma = true
    words.splice(start, end - start + 1)
    i = start - 1
  }
}

function boxStart(words: Word[], box: number): number {
  const one = words[box - 1]?.key ?? ''
  const two = words[box - 2]?.key ?? ''
  if ((one === 'o' && two === 'p') || (one === 'office' && two === 'post')) return box - 2
  if (one === 'po' || one === 'p/o' || one === 'lock' || one === 'caller' || one === 'drawer') return box - 1
  if (/^(?:route|rte|rt)$/.test(one)) return box - 1
  if (/^[\da-z]{1,4}$/.test(one) && /^(?:rr|hc|route|rte|rt|rfd)$/.test(two)) return box - 2
  return box
}
