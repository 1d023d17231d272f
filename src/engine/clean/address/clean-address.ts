import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import { toWords } from './address-parts.ts'
import type { AddressParts } from './address-parts.ts'
import { caseAddress } from './case-address.ts'
import { endsCountryName, findCountry, findCountryName } from './find-country.ts'
import { findRegion } from './find-region.ts'
import { guessCountry, splitOther, tidyPostcode } from './split-other.ts'
import { isStreetType, splitStreet } from './split-street.ts'
import { readZip, splitUs } from './split-us.ts'
import { writeAddress } from './write-address.ts'

type CleanedAddress = CleanedByKind['address']

/** Longer than any address; what is longer is not looked at. */
const LONGEST = 400
const LINE_ENDS = /[\n\r;|•]/
/** `7712 W Benelli Cir.Sioux Falls`: a lost space. */
const GLUED_TYPE = /\p{Ll}{2}\.\p{Lu}\p{Ll}/u
const ODD_COMMAS = / ,|,[^ ]|, ?,|^[ ,]|[ ,-]$/
const STATE_AND_ZIP_INSIDE = /[ ,]([A-Z]{2}),? \d{5}(?:-\d{4})?(?=[ ,])/
const STATE_AND_ZIP = /,? ([a-z.]{2,}),? \d{5}(?:-?\d{4})?$/i

/**
 * Clean a postal address into its parts and one canonical line (`value`). US lines are read from the right, other countries by
 * the place of their postcode. Text with U+001F is `street␟city␟region␟postcode␟country`, and its parts are trusted.
 * `country` (ISO 3166-1 alpha-2) is assumed where the address names none. Total, linear and idempotent in `value`.
 */
export function cleanAddress(raw: string, options: { country?: string } = {}): CleanedAddress {
  const home = findCountry(options.country ?? '') ?? ''
  if (raw.length > 4 * LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  if (raw.includes('\u001f')) return cleanStructured(raw, home)
  return settle(raw, (text) => cleanOnce(text, home), nothing)
}

function cleanOnce(raw: string, home: string): CleanedAddress {
  const text = tidy(raw)
  if (text === '') return nothing(raw)
  if (isPlaceholder(text)) return { ...nothing(raw), why: ['placeholder'] }
  if (text.length > LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  if (!/\p{L}|\d{3}/u.test(text)) return { ...nothing(raw), verdict: 'invalid', why: ['not_an_address'] }
  const { line, country: named } = takeCountry(text)
  const country = named ?? guessCountry(line) ?? (looksUs(line) ? 'US' : home)
  const american = country === 'US' || (country === '' && readsAmerican(line))
  const { parts, why } = american ? splitUs(line, country) : { parts: splitOther(line, country), why: [] }
  return present(raw, text, parts, why, named !== null)
}

function cleanStructured(raw: string, home: string): CleanedAddress {
  const [street = '', city = '', region = '', postcode = '', land = ''] = raw.split('\u001f').map((part) => {
    const text = tidy(part)
    return isPlaceholder(text) ? '' : text
  })
  const filled = [street, city, region, postcode].filter((part) => part !== '')
  if (filled.length === 0)
    return land === ''
      ? nothing(raw)
      : { ...nothing(raw), verdict: 'suspect', why: ['country_only'], country: findCountry(land) }
  const named = land === '' ? null : findCountry(land)
  const country =
    named ??
    (findRegion(region, 'US') !== null && /^\d{0,5}(?:-?\d{4})?$/.test(postcode)
      ? 'US'
      : (guessCountry(` ${postcode}`) ?? home))
  const line = country === 'US' || country === '' ? splitUs(street).parts : splitOther(`${street}, -`, country)
  const road = country === 'US' || country === '' ? splitStreet(toWords(line.box === '' ? street : ''), false) : line
  const state = findRegion(region, country) ?? region
  const zip = country === 'US' ? readZip(postcode, state) : tidyPostcode(postcode, country)
  const why: string[] = []
  if (zip !== null && zip.length > postcode.length && /^\d{3,4}$/.test(postcode)) why.push('zero_restored')
  if (land !== '' && named === null) why.push('unknown_country')
  const own = line.box === '' || country !== 'US' ? road : line
  const parts: AddressParts = {
    number: own.number,
    street: own.street,
    unitType: own.unitType,
    unit: own.unit,
    box: line.box,
    city,
    region: state,
    postcode: zip ?? postcode,
    country,
  }
  const cleaned = present(raw, filled.join(', '), parts, why, named !== null)
  if (cleaned.value === null) return cleaned
  const { value, why: doubts } = settle(cleaned.value, (text) => cleanOnce(text, home), nothing)
  return value === null ? { ...nothing(raw), verdict: 'invalid', why: doubts } : { ...cleaned, value }
}

function present(raw: string, text: string, written: AddressParts, before: string[], named: boolean): CleanedAddress {
  const parts = caseAddress(written)
  const value = writeAddress(parts, named)
  if (value === '') return { ...nothing(raw), verdict: 'invalid', why: ['not_an_address'] }
  const why = [...before]
  if (parts !== written) why.push('cased')
  if (value !== text && parts === written) why.push('tidied')
  const place = parts.city !== '' || parts.postcode !== ''
  const road = parts.street !== '' || parts.box !== ''
  const bad = why.includes('bad_postcode')
  const doubtful = bad || (!place && (parts.number === '' || parts.street === '') && parts.box === '')
  if (doubtful && !bad) why.push('unparsed')
  else if (!place || !road) why.push('partial')
  return {
    input: raw,
    value,
    verdict: doubtful ? 'suspect' : why.some((code) => code !== 'partial') ? 'repaired' : 'valid',
    confidence: doubtful ? 0.3 : !place || !road ? 0.7 : parts.postcode === '' ? 0.85 : 0.95,
    why,
    number: parts.number || null,
    street: parts.street || null,
    unit: parts.unit || null,
    box: parts.box || null,
    city: parts.city || null,
    region: parts.region || null,
    postcode: parts.postcode || null,
    country: parts.country || null,
  }
}

/** The country at the end of the line, by name; a state of the same name (`Georgia`) stays unless more follows it. */
function takeCountry(text: string): { line: string; country: string | null } {
  const last = text.slice(text.lastIndexOf(' ') + 1)
  if (/\d/.test(last) || !endsCountryName(last)) return { line: text, country: null }
  const words = text.split(' ')
  for (let length = Math.min(5, words.length - 1); length >= 1; length--) {
    const tail = words.slice(-length).join(' ')
    if (tail.slice(0, -1).includes(',')) continue
    const country = /^[a-z]{2}\.?$/i.test(tail) && !/^(?:us|uk|gb)$/i.test(tail) ? null : findCountryName(tail)
    if (country === null || findRegion(tail, 'US') !== null) continue
    const line = words.slice(0, -length).join(' ')
    if (
      !line.endsWith(',') &&
      length === 1 &&
      !/\d|^(?:usa?|u\.s\.a?\.?|uk)$/i.test(words.at(-2) + tail) &&
      !line.includes(',')
    )
      continue
    return { line: takeCountryAgain(line.replace(/[ ,]+$/, '')), country }
  }
  return { line: text, country: null }
}

/** `UNITED STATES US`, as some exports write it. */
function takeCountryAgain(line: string): string {
  return line.replace(/[ ,]+(?:united states(?: of america)?|usa)$/i, '')
}

/** Without a country, what is written like an American or English street is read like one. */
function readsAmerican(line: string): boolean {
  const comma = line.indexOf(',')
  return comma < 0 || toWords(line.slice(0, comma)).some((word, i) => i > 0 && isStreetType(word.key))
}

function looksUs(line: string): boolean {
  const inside = STATE_AND_ZIP_INSIDE.exec(line)
  if (inside !== null && findRegion(inside[1], 'US') !== null) return true
  if (/ \d{5}-\d{4}$/.test(line)) return true
  const zip = STATE_AND_ZIP.exec(line)
  if (zip !== null && findRegion(zip[1], 'US') !== null) return true
  if (/ \d{5}(?:-\d{4})?$/.test(line) && /\b(?:new|north|south|west|rhode|columbia)\b/i.test(line)) return true
  const last = line
    .slice(line.lastIndexOf(',') + 1)
    .trim()
    .replace(/ \d{4,5}(?:-\d{4})?$/, '')
  return line.includes(',') && findRegion(last, 'US') !== null
}

function tidy(raw: string): string {
  const text = plainText(LINE_ENDS.test(raw) ? raw.replaceAll(/[\n\r]+|\s*[;|•]\s*/g, ', ') : raw)
  const spaced = GLUED_TYPE.test(text) ? text.replaceAll(/(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll})/gu, '. ') : text
  if (!ODD_COMMAS.test(spaced)) return spaced
  return spaced
    .replaceAll(/ +,/g, ',')
    .replaceAll(/,(?=[^ ,])/g, ', ')
    .replaceAll(/,[, ]*,/g, ',')
    .replace(/^[ ,]+/, '')
    .replace(/[ ,-]+$/, '')
}

function nothing(raw: string): CleanedAddress {
  return {
    input: raw,
    value: null,
    verdict: 'empty',
    confidence: 0,
    why: [],
    number: null,
    street: null,
    unit: null,
    box: null,
    city: null,
    region: null,
    postcode: null,
    country: null,
  }
}
