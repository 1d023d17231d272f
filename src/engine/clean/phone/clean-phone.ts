import type { CountryCode } from 'libphonenumber-js/max'
import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import { readNumber, readPlanCountry } from './national-plan.ts'
import type { PlannedNumber } from './national-plan.ts'
import { readNorthAmerican } from './read-north-american.ts'
import { rescueNumber } from './rescue-number.ts'

type CleanedPhone = CleanedByKind['phone']

/** Stands between a number and its country in a structured value. */
const PART = '\u001f'
const LONGEST = 250
const COUNTRIES = new Map<string, CountryCode | undefined>()

/**
 * Clean one telephone number. `country` (ISO code or name, default US) is where a number without country code is dialled;
 * a country behind U+001F in the value itself goes before it. `value` is E.164, with ` ext. N` where there is an extension.
 * `valid` and `repaired` mean: in a range that is in use, by the metadata of libphonenumber. Total and linear.
 */
export function cleanPhone(raw: string, options: { country?: string } = {}): CleanedPhone {
  const home = getCountry(options.country ?? 'US')
  if (home === 'US' || home === 'CA') {
    const plain = readNorthAmerican(raw)
    if (plain !== null) return present(raw, plain, 'valid', 1, [])
  }
  const first = cleanOnce(raw, home)
  // E.164 of a valid number reads as itself, everywhere; only what was put right has to be looked at again.
  if (first.verdict !== 'repaired' && first.verdict !== 'suspect') return first
  return settle(raw, (text) => cleanOnce(text, home), nothing)
}

function cleanOnce(raw: string, home: CountryCode | undefined): CleanedPhone {
  const part = raw.indexOf(PART)
  const cell = part < 0 ? raw : raw.slice(0, part)
  // Two lines in a cell are two numbers.
  const text = plainText(cell.trim().replaceAll('\n', ' ; ')).normalize('NFKC')
  if (text === '') return nothing(raw)
  if (isPlaceholder(text)) return { ...nothing(raw), why: ['placeholder'] }
  if (text.length > LONGEST) return invalid(raw, ['too_long'])
  const country = (part < 0 ? undefined : getCountry(raw.slice(part + 1))) ?? home
  const standing = readStanding(text, country)
  if (standing?.valid === true) return present(raw, standing, 'valid', 1, [])
  const rescued = rescueNumber(text, (attempt) => readNumber(attempt, country))
  if (rescued !== null) {
    const verdict = rescued.confidence < 0.6 ? 'suspect' : 'repaired'
    return present(raw, rescued.number, verdict, rescued.confidence, rescued.why)
  }
  if (standing?.possible === true && isWritten(text))
    return present(raw, standing, 'suspect', 0.2, ['unassigned_range'])
  return invalid(raw, [explain(text, standing)])
}

/** The text as it stands; letters that are no extension make it somebody's words, which are looked at more closely. */
function readStanding(text: string, country: CountryCode | undefined): PlannedNumber | null {
  const nearly = country === 'US' || country === 'CA' ? readNorthAmerican(text) : null
  if (nearly !== null) return nearly
  const found = readNumber(text, country)
  // Seven digits behind a number are another number, not its extension.
  if (found === null || (found.extension?.length ?? 0) > 6) return null
  return isWhole(text, found) ? found : null
}

/** Are all digits of the text in what was read? The library stops at what it takes for a second number or a note. */
function isWhole(text: string, found: PlannedNumber): boolean {
  const digits = countDigits(text)
  const read = countDigits(found.national) + countDigits(found.extension ?? '')
  return digits <= Math.max(read, countDigits(found.e164) + countDigits(found.extension ?? '')) + 4
}

function isWritten(text: string): boolean {
  return /^[+\d\s()./-]+$/.test(text)
}

function explain(text: string, found: PlannedNumber | null): string {
  const digits = countDigits(text)
  if (digits === 0) return 'no_digits'
  if (/^[+-]?\d(?:[.,]\d+)?e\+?\d{1,2}$/i.test(text)) return 'digits_lost'
  if (digits < 7) return 'too_short'
  if (digits > 15) return 'too_long'
  return found === null ? 'not_a_number' : 'impossible_length'
}

function countDigits(text: string): number {
  let digits = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) digits++
  return digits
}

function getCountry(text: string): CountryCode | undefined {
  if (COUNTRIES.has(text)) return COUNTRIES.get(text)
  const country = readPlanCountry(text)
  if (COUNTRIES.size < 1000 && text.length < 80) COUNTRIES.set(text, country)
  return country
}

function present(
  raw: string,
  found: PlannedNumber,
  verdict: 'valid' | 'repaired' | 'suspect',
  confidence: number,
  why: string[],
): CleanedPhone {
  return {
    input: raw,
    value: found.extension === null ? found.e164 : `${found.e164} ext. ${found.extension}`,
    verdict,
    confidence,
    why,
    e164: found.e164,
    country: found.country,
    type: found.type,
    extension: found.extension,
    national: found.national,
  }
}

function invalid(raw: string, why: string[]): CleanedPhone {
  return { ...nothing(raw), verdict: 'invalid', why }
}

function nothing(raw: string): CleanedPhone {
  return {
    input: raw,
    value: null,
    verdict: 'empty',
    confidence: 0,
    why: [],
    e164: null,
    country: null,
    type: null,
    extension: null,
    national: null,
  }
}
