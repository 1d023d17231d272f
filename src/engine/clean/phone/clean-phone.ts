import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'
import type { CleanedByKind } from '../cleaned.ts'

/** Clean one telephone number. `country` (ISO 3166-1 alpha-2, default US) is where a number without prefix is dialled. */
export function cleanPhone(raw: string, options: { country?: string } = {}): CleanedByKind['phone'] {
  const [text = '', country = ''] = raw.slice(0, 400).split('\u001f')
  const code = (/^[a-z]{2}$/i.test(country.trim()) ? country.trim() : (options.country ?? 'US')).toUpperCase()
  const found = parsePhoneNumberFromString(text, code as CountryCode)
  const ok = found !== undefined && found.isValid()
  const empty = text.trim() === ''
  const extension = found?.ext ?? null
  const e164 = ok ? found.number : null
  return {
    input: raw,
    value: e164 === null ? null : extension === null ? e164 : `${e164} ext. ${extension}`,
    verdict: empty ? 'empty' : ok ? 'valid' : 'invalid',
    confidence: ok ? 1 : 0,
    why: [],
    e164,
    country: ok ? (found.country ?? null) : null,
    type: ok ? (found.getType() ?? null) : null,
    extension: ok ? extension : null,
    national: ok ? found.formatNational() : null,
  }
}
