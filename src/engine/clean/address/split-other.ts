import { noParts } from './address-parts.ts'
import type { AddressParts } from './address-parts.ts'
import { findRegion, hasRegions } from './find-region.ts'
import postcodes from './postcodes.json' with { type: 'json' }

type Format = { before: RegExp; after: RegExp; whole: RegExp; side: string }

const FORMATS = readFormats()
const NUMBER_FIRST = /^(\d+(?:[-/]\d+)?\s?[a-z]?)[ ,]+(\p{L}.*)$/iu
const NUMBER_LAST = /^(.*\p{L}.*?)[ ,]+(\d+(?:\s?[-/–]\s?\d+)?\s?[a-z]?)$/iu

/** Split an address of another country by the place of its postcode; an honest, general road, not one for each country. */
export function splitOther(line: string, country: string): AddressParts {
  const parts: AddressParts = { ...noParts, country }
  const segments = line
    .split(',')
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
  const at = takePostcode(segments, parts, country)
  takeRegion(segments, parts, country)
  if (at >= 0 && parts.city === '' && segments.length > at && segments[at] !== undefined)
    parts.city = segments.splice(at, 1)[0]
  if (parts.city === '' && segments.length > 0) {
    const last = segments.at(-1)!
    if (segments.length > 1 || !/\d/.test(last)) parts.city = segments.pop()!
  }
  takeStreet(segments, parts)
  return parts
}

/** The country whose postcode has letters that say so: `SW1A 1AA` is British, `M5V 2T6` Canadian. */
export function guessCountry(line: string): string | null {
  const upper = line.toUpperCase()
  if (FORMATS.CA.after.test(upper) || FORMATS.CA.whole.test(upper)) return 'CA'
  if (FORMATS.GB.after.test(upper)) return 'GB'
  if (/(?:^|, ?)\d{4} ?[A-Z]{2} [\p{L}' -]+$/u.test(line)) return 'NL'
  return null
}

/** A postcode as its country writes it, or the text as it stands. */
export function tidyPostcode(text: string, country: string): string {
  const upper = text.toUpperCase()
  if (country === 'GB' || country === 'CA') {
    const bare = upper.replaceAll(' ', '')
    return bare.length >= 5 && bare.length <= 7 ? `${bare.slice(0, -3)} ${bare.slice(-3)}` : upper
  }
  if (country === 'NL' && /^\d{4}[A-Z]{2}$/.test(upper)) return `${upper.slice(0, 4)} ${upper.slice(4)}`
  return upper
}

function takePostcode(segments: string[], parts: AddressParts, country: string): number {
  const format = FORMATS[country] ?? FORMATS.DE
  for (let i = segments.length - 1; i >= 0 && i >= segments.length - 4; i--) {
    const segment = segments[i]
    const upper = segment.toUpperCase()
    if (i > 0 || segments.length === 1 || format.side === 'after') {
      const before = format.before.exec(upper)
      const after = format.after.exec(upper)
      const found =
        format.whole.exec(upper) ?? (format.side === 'before' ? (before ?? after) : (after ?? (i > 0 ? before : null)))
      if (found === null || upper.length !== segment.length) continue
      parts.postcode = tidyPostcode(found[1], country)
      const rest = segment.replace(segment.slice(found.index, found.index + found[0].length), ' ').trim()
      if (rest === '') segments.splice(i, 1)
      else segments[i] = rest
      return rest === '' ? i - 1 : i
    }
  }
  return -1
}

function takeRegion(segments: string[], parts: AddressParts, country: string): void {
  if (!hasRegions(country)) return
  const last = segments.at(-1)
  if (last === undefined) return
  const words = last.split(' ')
  for (let length = Math.min(4, words.length); length >= 1; length--) {
    const region = findRegion(words.slice(-length).join(' '), country)
    if (region === null) continue
    parts.region = region
    const rest = words.slice(0, -length).join(' ')
    if (rest === '') segments.pop()
    else segments[segments.length - 1] = rest
    return
  }
}

function takeStreet(segments: string[], parts: AddressParts): void {
  const rest = segments.filter((segment) => {
    const box = /^(?:p\.? ?o\.? ?box|postfach|bp|apartado|casella postale|postbus|b\.p\.)\s*#?\s*([\w-]+)$/iu.exec(
      segment,
    )
    if (box !== null) parts.box = box[1]
    const unit = box === null ? /^(suite|apt\.?|flat|unit|floor)\s+([\w-]+)$/iu.exec(segment) : null
    if (unit !== null) Object.assign(parts, { unitType: unit[1].replace('.', ''), unit: unit[2] })
    return box === null && unit === null
  })
  if (rest.length === 2 && /^\d+\s?[a-z]?$/i.test(rest[1])) rest.splice(0, 2, `${rest[0]} ${rest[1]}`)
  const street = rest.join(', ')
  const first = NUMBER_FIRST.exec(street)
  const last = first === null ? NUMBER_LAST.exec(street) : null
  parts.number = first?.[1] ?? last?.[2] ?? ''
  parts.street = first?.[2] ?? last?.[1] ?? street
}

function readFormats(): Record<string, Format> {
  const formats: Record<string, Format> = {}
  for (const [country, [pattern, side]] of Object.entries(postcodes)) {
    formats[country] = {
      side,
      whole: new RegExp(`^(?:${country}[- ])?(${pattern})$`),
      before: new RegExp(`^(?:${country}[- ])?(${pattern})(?= )`),
      after: new RegExp(`(?<= )(${pattern})$`),
    }
  }
  return formats
}
