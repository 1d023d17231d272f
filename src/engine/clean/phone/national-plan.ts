import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max'
import { readCountry } from '../read-country.ts'

/** A telephone number as the numbering plan sees it. */
export type PlannedNumber = {
  e164: string
  country: string | null
  type: string | null
  extension: string | null
  national: string
  /** In a range that is in use. */
  valid: boolean
  /** Of a length that numbers of its country have. */
  possible: boolean
}

/** Longer texts are no numbers, and the library's expressions are not made for them. */
const LONGEST = 250

/** Reads a number out of a text that was written in a country; null when there are too few digits or too many. */
export function readNumber(text: string, country: CountryCode | undefined): PlannedNumber | null {
  if (text.length > LONGEST) return null
  const found = parsePhoneNumberFromString(text, country)
  return found === undefined ? null : describe(found)
}

/** The country for the library: an ISO code or a name; undefined where it knows no numbers of it. */
export function readPlanCountry(text: string): CountryCode | undefined {
  const code = readCountry(text)
  return code !== null && isSupportedCountry(code) ? code : undefined
}

function describe(found: PhoneNumber): PlannedNumber {
  const extension = found.ext ?? null
  delete found.ext
  const type = found.country === 'TA' ? onTristan(found) : found.getType()
  // With the full metadata a number is valid exactly if it is of some type: one question instead of two.
  const valid = type !== undefined
  return {
    e164: found.number,
    country: found.country ?? null,
    type: type?.toLowerCase().replaceAll('_', '-') ?? null,
    extension: extension === '' ? null : extension,
    national: found.formatNational(),
    valid,
    possible: valid || found.isPossible(),
  }
}

/** The library's metadata has no kinds for Tristan da Cunha: all its numbers are fixed lines. */
function onTristan(found: PhoneNumber): ReturnType<PhoneNumber['getType']> {
  return found.getType() === undefined ? undefined : 'FIXED_LINE'
}
