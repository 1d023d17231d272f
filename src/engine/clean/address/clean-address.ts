import type { CleanedByKind } from '../cleaned.ts'
import { plainText } from '../plain-text.ts'

/** Clean one postal address. */
export function cleanAddress(raw: string, _options?: { country?: string }): CleanedByKind['address'] {
  const value = plainText(raw.slice(0, 1000).replaceAll('\u001f', ', '))
  const empty = value === ''
  return {
    input: raw,
    value: empty ? null : value,
    verdict: empty ? 'empty' : 'valid',
    confidence: empty ? 0 : 1,
    why: [],
    number: null,
    street: empty ? null : value,
    unit: null,
    box: null,
    city: null,
    region: null,
    postcode: null,
    country: null,
  }
}
