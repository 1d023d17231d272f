import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { findBand, isWithinBand, type Band } from './find-band.ts'
import type { Range } from './read-range.ts'

const LONGEST = 80

/** A range read from a text, or why there is none: nothing (`''`), a placeholder, or a code. */
export function readSize(raw: string, read: (text: string) => Range | null): Range | string {
  const text = raw.length > LONGEST * 20 ? null : plainText(raw)
  if (text === '') return ''
  if (text === null || text.length > LONGEST) return 'too_long'
  if (isPlaceholder(text)) return 'placeholder'
  return /^-\s*\d/.test(text) ? 'negative' : (read(text) ?? 'no_number')
}

type Options = { most: number; least: number; bands: readonly Band[]; prefix?: string }

/** What every size has in common: its value, how sure it is, and the band that it falls into. Null for more than there can be. */
export function judgeSize(raw: string, range: Range, { most, least, bands, prefix = '' }: Options) {
  const low = Math.round(range.min)
  const high = range.max === null ? null : Math.round(range.max)
  if (Math.max(low, high ?? low) > most) return null
  const amount = high === null ? `${low}+` : low === high ? String(low) : `${Math.max(low, least)}-${high}`
  const value = prefix + amount
  const isSure = isWithinBand(bands, { min: low, max: high })
  return {
    input: raw,
    value,
    verdict: value === raw ? ('valid' as const) : ('repaired' as const),
    confidence: !isSure ? 0.7 : range.why.includes('approximate') ? 0.8 : 0.95,
    why: [...range.why, ...(value === raw ? [] : ['tidied']), ...(isSure ? [] : ['across_bands'])],
    low,
    high,
    band: findBand(bands, { min: low, max: high })?.name ?? null,
  }
}
