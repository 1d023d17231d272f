import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import { caseTitle } from './case-title.ts'
import { readTitle } from './read-title.ts'

type CleanedTitle = CleanedByKind['title']

/** Longer than any title; what is longer is not looked at. */
const LONGEST = 500
/** Longer than a title usually is: a headline or a description. */
const LONG = 150

/**
 * Clean a job title: the text tidied (`value`), and what it says: `level`, `function`, `subfunction` (closed lists, see the README)
 * and the words they were read from. Abbreviations stay as written. Languages: en de fr es it nl pt. Total and linear.
 */
export function cleanTitle(raw: string): CleanedTitle {
  return settle(raw, cleanOnce, nothing)
}

function cleanOnce(raw: string): CleanedTitle {
  if (raw.length > 4 * LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  const text = plainText(raw)
  if (text === '') return nothing(raw)
  if (isPlaceholder(text)) return { ...nothing(raw), why: ['placeholder'] }
  if (text.length > LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  const trimmed = trimEdges(text)
  if (!/\p{L}/u.test(trimmed)) return { ...nothing(raw), verdict: 'invalid', why: ['no_letters'] }
  const value = caseTitle(trimmed)
  const reading = readTitle(value)
  const why: string[] = []
  if (trimmed !== raw) why.push('tidied')
  if (value !== trimmed) why.push('cased')
  const repaired = why.length > 0
  if (text.includes('@') || /https?:/i.test(text)) why.push('not_a_title')
  else if (text.length > LONG) why.push('long')
  const known = reading.level !== null || reading.function !== null
  if (!known) why.push('unknown_title')
  const suspect = why.at(-1) === 'not_a_title' || why.at(-1) === 'long' || why.includes('not_a_title')
  return {
    input: raw,
    value,
    verdict: suspect ? 'suspect' : repaired ? 'repaired' : 'valid',
    confidence: suspect ? 0.4 : known ? (reading.level !== null && reading.function !== null ? 0.95 : 0.8) : 0.6,
    why,
    ...reading,
  }
}

/** Drop punctuation that hangs at the ends: `- Manager,`. */
function trimEdges(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && ' ,;:|/-–—*•·.'.includes(text[from])) from++
  while (to > from && ' ,;:|/-–—*•·'.includes(text[to - 1])) to--
  return text.slice(from, to)
}

function nothing(raw: string): CleanedTitle {
  return {
    input: raw,
    value: null,
    verdict: 'empty',
    confidence: 0,
    why: [],
    level: null,
    function: null,
    subfunction: null,
    matched: null,
  }
}
