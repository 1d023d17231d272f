import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import {
  codeOfMoved,
  codeOfName,
  codeOfTitle,
  naicsOfSic,
  naicsTitles,
  sectorOf,
  sicOfTitle,
  sicTitles,
} from './industry-index.ts'
import { searchIndustries } from './search-industries.ts'

type CleanedIndustry = CleanedByKind['industry']

const LONGEST = 300
/** Score from which the best title is taken for what was meant. */
const NEAR = 0.6

/**
 * An industry as a code (`541511`, `NAICS 5415`, `SIC 7372`), as a title of NAICS 2022 or SIC 1987, or as it is called in files. `value` is
 * the title; text that says nothing known is kept and doubted. Total and linear.
 */
export function cleanIndustry(raw: string): CleanedIndustry {
  return settle(raw, cleanOnce, nothing)
}

function cleanOnce(raw: string): CleanedIndustry {
  const text = raw.length > LONGEST * 20 ? null : plainText(raw)
  if (text === '') return nothing(raw)
  if (text === null || text.length > LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  if (isPlaceholder(text)) return { ...nothing(raw), why: ['placeholder'] }
  if (!/[\p{L}\p{N}]/u.test(text)) return { ...nothing(raw), verdict: 'invalid', why: ['no_letters'] }
  return readCode(raw, text) ?? readTitle(raw, text) ?? readWords(raw, text)
}

function readCode(raw: string, text: string): CleanedIndustry | null {
  const [, system = '', digits, to, rest = ''] =
    /^(naics|sic)?(?: ?(?:code|2022|2017))?[ :#-]*(\d{2,6})(?:-(\d{2}))?(?:[ .:;,–-]+(.{3,}))?$/iu.exec(text) ?? []
  if (digits === undefined) return null
  const named = system.toLowerCase()
  const code = naicsTitles.has(digits) ? digits : closest(digits)
  const isSic = named === 'sic' || (code !== digits && (named === '' || code === null))
  if (isSic && sicTitles.has(digits)) {
    // A code of four digits may be of either table: what stands beside it decides.
    return found(raw, { naics: naicsOfSic(digits), sic: digits, confidence: 0.9, why: ['from_code'] })
  }
  const moved = codeOfMoved(digits)
  if (moved !== null && code !== digits)
    return found(raw, { naics: moved, sic: null, confidence: 0.9, why: ['from_code', 'moved_code'] })
  if (code === null) return { ...nothing(raw), verdict: 'invalid', why: ['unknown_code'] }
  if (system === '' && rest !== '' && sicTitles.has(digits) && sicOfTitle(rest) !== null)
    return found(raw, { naics: naicsOfSic(digits), sic: digits, confidence: 0.9, why: ['from_code'] })
  const isClear = system !== '' || to !== undefined || !sicTitles.has(digits)
  const why = ['from_code', ...(code === digits ? [] : ['coarser_code']), ...(isClear ? [] : ['naics_or_sic'])]
  return found(raw, { naics: code, sic: null, confidence: isClear && code === digits ? 0.98 : 0.6, why })
}

/** Codes of earlier years are not all in the table: the industry above them mostly is. */
function closest(digits: string): string | null {
  for (let length = digits.length - 1; length >= 3; length--)
    if (naicsTitles.has(digits.slice(0, length))) return digits.slice(0, length)
  return naicsTitles.has(sectorOf(digits)) ? sectorOf(digits) : null
}

function readTitle(raw: string, text: string): CleanedIndustry | null {
  const exact = codeOfTitle(text)
  if (exact !== null)
    return found(raw, {
      naics: exact,
      sic: null,
      confidence: 1,
      why: naicsTitles.get(exact) === text ? [] : ['spelling'],
    })
  const named = codeOfName(text)
  if (named !== null) return found(raw, { naics: named, sic: null, confidence: 0.9, why: ['usual_name'] })
  const sic = sicOfTitle(text)
  return sic === null ? null : found(raw, { naics: naicsOfSic(sic), sic, confidence: 0.85, why: ['sic_title'] })
}

function readWords(raw: string, text: string): CleanedIndustry {
  const [best, second] = searchIndustries(text, 2)
  if (best && best.score >= NEAR && best.score > (second?.score ?? 0))
    return { ...found(raw, { naics: best.code, sic: null, confidence: 0.6, why: ['by_words'] }), verdict: 'suspect' }
  return { ...nothing(raw), value: text, verdict: 'suspect', confidence: 0.3, why: ['unknown_industry'] }
}

type Found = { naics: string | null; sic: string | null; confidence: number; why: string[] }

function found(raw: string, { naics, sic, confidence, why }: Found): CleanedIndustry {
  const title =
    (naics === null ? undefined : naicsTitles.get(naics)) ?? (sic === null ? undefined : sicTitles.get(sic)) ?? null
  return {
    input: raw,
    value: title,
    verdict: confidence < 0.7 ? 'suspect' : why.length === 0 ? 'valid' : 'repaired',
    confidence,
    why,
    naics,
    sic,
    title,
    sector: naics === null ? null : (naicsTitles.get(sectorOf(naics)) ?? null),
  }
}

function nothing(raw: string): CleanedIndustry {
  const none = { naics: null, sic: null, title: null, sector: null }
  return { input: raw, value: null, verdict: 'empty', confidence: 0, why: [], ...none }
}
