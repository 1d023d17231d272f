import type { AddressParts } from './address-parts.ts'

const UPPER = new Set('N S E W NE NW SE SW PO US FM CR SR II III IV'.split(' '))
const SMALL = new Set('of the de del la las los and da do du des'.split(' '))

/** Street and city as usually written, when the address was typed in one case: `353 N SAM HOUSTON PKWY` → `353 N Sam Houston Pkwy`. */
export function caseAddress(parts: AddressParts): AddressParts {
  const text = `${parts.street} ${parts.city}`
  const upper = text.toUpperCase()
  const lower = text.toLowerCase()
  if (upper === lower || (text !== upper && text !== lower)) return parts
  return { ...parts, street: caseWords(parts.street), city: caseWords(parts.city), unitType: caseWords(parts.unitType) }
}

function caseWords(text: string): string {
  return text
    .split(' ')
    .map((word, i) => caseWord(word, i === 0))
    .join(' ')
}

function caseWord(word: string, first: boolean): string {
  const upper = word.toUpperCase()
  const lower = word.toLowerCase()
  if (UPPER.has(upper)) return upper
  if (/^\d/.test(word)) return /^\d+(?:st|nd|rd|th)$/.test(lower) ? lower : upper
  if (!first && SMALL.has(lower)) return lower
  if (/^mc\p{L}{3}/u.test(lower)) return `Mc${upper[2]}${lower.slice(3)}`
  return lower.replaceAll(/(?<=^|[-/(])\p{L}/gu, (letter) => letter.toUpperCase())
}
