import anyAscii from 'any-ascii'
import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import { caseName } from './case-name.ts'
import { doubtName, isDeskName } from './doubt-name.ts'
import { createOrdinaryName } from './ordinary-name.ts'
import { splitName } from './split-name.ts'
import type { NameParts } from './split-name.ts'

type CleanedName = CleanedByKind['name']

/** Longer than any name of one person; what is longer is not looked at. */
const LONGEST = 300
const NO_PARTS: NameParts = { title: '', first: '', middle: '', last: '', suffix: '', nickname: '' }

/**
 * Clean the name of one person: its parts as written, the whole name well cased (`value`), the name without title
 * and nickname (`display`), and a `key` to compare. Text with U+001F is `prefix␟given␟middle␟family␟suffix`, and its parts are trusted.
 * Two people in a cell and the like come out as `suspect` with the reason, desks and companies (`Accounts Payable`) as `invalid`. Total, linear and idempotent in `value`.
 */
export function cleanName(raw: string): CleanedName {
  if (raw.includes('\u001f')) return cleanOrdinaryParts(raw) ?? cleanStructured(raw)
  return ordinary(raw) ?? cleanWhole(raw)
}

/** The long way, for any text. */
export function cleanWhole(raw: string): CleanedName {
  return settle(raw, cleanOnce, nothing)
}

const ordinary = createOrdinaryName(cleanWhole)

/** Parts that make an ordinary name when they are put together, and come apart again the same way. */
function cleanOrdinaryParts(raw: string): CleanedName | null {
  const [prefix, given = '', middle = '', family = '', suffix = '', ...rest] = raw.split('\u001f')
  if (prefix !== '' || suffix !== '' || rest.length > 0) return null
  if (isPlaceholder(given) || isPlaceholder(middle) || isPlaceholder(family)) return null
  const cleaned = ordinary(middle ? `${given} ${middle} ${family}` : `${given} ${family}`)
  return cleaned?.first === given && cleaned.last === family ? { ...cleaned, input: raw } : null
}

function cleanOnce(raw: string): CleanedName {
  if (raw.length > 4 * LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  const text = tidy(raw)
  const refusal = refuse(raw, text)
  if (refusal !== null) return refusal
  const parts = splitName(text)
  const cleaned = present(raw, text, parts)
  if (parts.suffix === '' || cleaned.value === null || cleaned.value === text) return cleaned
  if (splitName(cleaned.value).last.length === parts.last.length) return cleaned
  const named = present(raw, text, { ...parts, suffix: '' })
  return { ...named, suffix: parts.suffix, verdict: 'suspect', confidence: 0.4, why: [...named.why, 'unknown_suffix'] }
}

/** The long way for parts. */
export function cleanStructured(raw: string): CleanedName {
  if (raw.length > 4 * LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  const [prefix = '', given = '', middle = '', family = '', suffix = ''] = raw
    .split('\u001f')
    .map((part) => (isPlaceholder(part.trim()) ? '' : tidy(part)))
  if (given === '' || family === '') {
    const only = cleanName([prefix, given, middle, family, suffix].filter((part) => part !== '').join(' '))
    return { ...only, input: raw }
  }
  const parts = readParts({ title: prefix, first: given, middle, last: family, suffix, nickname: '' })
  const refusal = refuse(raw, [given, middle, family].join(' '))
  if (refusal !== null) return refusal
  const cleaned = present(raw, [prefix, given, middle, family, suffix].filter((part) => part !== '').join(' '), parts)
  if (cleaned.value === null) return cleaned
  const { value, why: doubts } = settle(cleaned.value, cleanOnce, nothing)
  if (value === null) return { ...nothing(raw), verdict: 'invalid', why: doubts }
  return { ...cleaned, value, why: cleaned.why.filter((code) => code !== 'reordered') }
}

/** Nicknames and initials sit in given names, Jr. and letters in family names. */
function readParts(parts: NameParts): NameParts {
  if (!/[^\p{L}-]/u.test(parts.first + parts.last)) return parts
  const given = splitName(`${parts.first} Family`)
  if (given.last !== 'Family' || given.title !== '' || given.first === '') return parts
  const initials = /^\p{L}\.?(?: \p{L}\.?)*$/u.test(given.middle)
  const family = splitName(`Given ${parts.last}`)
  const clear = family.first === 'Given' && family.middle === '' && family.title === '' && family.last !== ''
  return {
    ...parts,
    first: initials || given.middle === '' ? given.first : `${given.first} ${given.middle}`,
    middle: [initials ? given.middle : '', parts.middle].filter((part) => part !== '').join(' '),
    last: clear ? family.last : parts.last,
    suffix: [clear ? family.suffix : '', given.suffix, parts.suffix].filter((part) => part !== '').join(', '),
    nickname: given.nickname,
  }
}

function present(raw: string, text: string, parts: NameParts): CleanedName {
  const cased = caseName(parts)
  const name = [cased.first, cased.middle, cased.last].filter((part) => part !== '').join(' ')
  const display = withSuffix(name, cased.suffix) || cased.nickname || cased.title
  const quoted = cased.nickname === '' ? '' : `"${cased.nickname}"`
  const whole = [cased.title, cased.first, cased.middle, quoted, cased.last].filter((part) => part !== '').join(' ')
  const value = withSuffix(whole, cased.suffix)
  if (value === '') return { ...nothing(raw), verdict: 'invalid', why: ['not_a_name'] }
  const why: string[] = []
  if (text !== raw && !raw.includes('\u001f')) why.push('tidied')
  if (cased !== parts) why.push('cased')
  if (value.toLowerCase() !== text.toLowerCase()) why.push('reordered')
  const doubts = doubtName(text, parts)
  const isDesk = isDeskName(textKey(text))
  if (isDesk) doubts.unshift('desk')
  return {
    input: raw,
    value,
    verdict: isDesk ? 'invalid' : doubts.length > 0 ? 'suspect' : why.length === 0 ? 'valid' : 'repaired',
    confidence: doubts.length > 0 ? 0.4 : why.length > 0 ? 0.95 : 1,
    why: [...why, ...doubts],
    ...parts,
    display,
    key: nameKey(parts),
  }
}

function withSuffix(name: string, suffix: string): string {
  if (suffix === '') return name
  return /^(?:[js]r\.?|[ivx]+)(?:, |$)/i.test(suffix)
    ? `${name} ${suffix}`.trim()
    : name === ''
      ? suffix
      : `${name}, ${suffix}`
}

/** First and last name in lower-case ASCII, words apart by one space. */
function nameKey(parts: NameParts): string | null {
  const key = textKey(`${parts.first} ${parts.last}`)
  return key === '' ? null : key
}

function textKey(text: string): string {
  return anyAscii(text)
    .toLowerCase()
    .replaceAll(/['’`.]/g, '')
    .replaceAll(/[^a-z\d]+/g, ' ')
    .trim()
}

function tidy(raw: string): string {
  const text = plainText(raw)
  return /^[a-z .,'-]*$/i.test(text)
    ? text
    : text
        .replaceAll(/[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\u200d]/gu, '')
        .replaceAll(/\s+/g, ' ')
        .trim()
}

function refuse(raw: string, text: string): CleanedName | null {
  if (text === '' && raw.trim() === '') return nothing(raw)
  if (isPlaceholder(text)) return { ...nothing(raw), why: ['placeholder'] }
  if (text.length > LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  if (!/\p{L}/u.test(text))
    return { ...nothing(raw), verdict: text === '' ? 'empty' : 'invalid', why: text === '' ? [] : ['no_letters'] }
  return null
}

function nothing(raw: string): CleanedName {
  return { input: raw, value: null, verdict: 'empty', confidence: 0, why: [], ...NO_PARTS, display: null, key: null }
}
