import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import { companyKey } from './company-key.ts'
import { findAttachedForm, findForm } from './find-form.ts'
import { foldWords } from './fold-words.ts'
import type { FoldedWord } from './fold-words.ts'
import { recaseName } from './recase-name.ts'

type CleanedCompany = CleanedByKind['company']

/** Longer texts are descriptions, not names. */
const LONGEST = 300
const ENTITIES: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&apos;': "'", '&nbsp;': ' ' }

/**
 * Clean one company name: `value` is the name as to be shown, `core` the name without its legal form, `form` the form as
 * usually written, `country` where only one country has it, `key` the text to compare. Brackets stay. Total and linear.
 */
export function cleanCompany(raw: string): CleanedCompany {
  return settle(raw, cleanOnce, nothing)
}

function cleanOnce(raw: string): CleanedCompany {
  if (raw.length > LONGEST * 20) return invalid(raw, 'too_long')
  const text = plainText(raw)
  if (text === '') return nothing(raw)
  if (isPlaceholder(text)) return { ...nothing(raw), why: ['placeholder'] }
  if (text.length > LONGEST) return invalid(raw, 'too_long')
  const why: string[] = []
  const tidy = trimEdges(decodeEntities(text, why), why)
  if (!/[\p{L}\p{N}]/u.test(tidy)) return invalid(raw, 'no_letters')
  const { core, form, country, behind } = takeForm(tidy)
  const value = recase(tidy, core, behind)
  if (value !== tidy) why.push('capitals')
  const shownCore = value === tidy ? core : recaseName(core)
  const doubt = findDoubt(tidy)
  return {
    input: raw,
    value,
    verdict: doubt !== null ? 'suspect' : why.length > 0 ? 'repaired' : 'valid',
    confidence: doubt !== null ? 0.4 : why.length > 0 ? 0.95 : 1,
    why: doubt === null ? why : [...why, doubt],
    core: shownCore,
    form,
    country,
    key: companyKey(core) || companyKey(tidy) || core.toLowerCase(),
  }
}

/** Part a name from its legal form, which may stand before a last bracket or dash: `Acme Inc. (USA)`. */
function takeForm(text: string): { core: string; form: string | null; country: string | null; behind: number } {
  const attached = findAttachedForm(text)
  if (attached !== null) return { ...attached, behind: 0 }
  const words = foldWords(text)
  const { before, behind, form, country } = findForm(words)
  const open = text.endsWith(')') ? text.lastIndexOf(' (') : text.lastIndexOf(' - ')
  if (form !== null || open <= 0) return { core: coreOf(text, words, before, behind), form, country, behind }
  const head = takeForm(text.slice(0, open))
  return head.form === null ? { ...head, core: text } : { ...head, core: `${head.core}${text.slice(open)}`, behind: 0 }
}

/** What is probably no company's name, though it may be one. */
function findDoubt(text: string): string | null {
  if (/^\S+@\S+\.\S+$/.test(text)) return 'looks_like_email'
  if (/^(?:https?:\/\/|www\.)/i.test(text)) return 'looks_like_url'
  if (!/\p{L}/u.test(text) && text.replace(/\D/g, '').length > 6) return 'looks_like_number'
  return null
}

function decodeEntities(text: string, why: string[]): string {
  if (!text.includes('&') || !text.includes(';')) return text
  const decoded = text.replace(/&(?:amp|quot|#39|apos|nbsp);/gi, (entity) => ENTITIES[entity.toLowerCase()])
  if (decoded !== text) why.push('entities_decoded')
  return decoded.replace(/ {2,}/g, ' ')
}

/** Quotes around the whole name, and separators left over at either end. */
function trimEdges(text: string, why: string[]): string {
  if (/^[\p{L}\p{N}]/u.test(text) && /[\p{L}\p{N}.)!]$/u.test(text)) return text
  let found = text.replace(/^[\s,;:|*_=~-]+(?=\S)/, '').replace(/(?<=[^\s,;:|*_=~-])[\s,;:|*_=~-]{1,40}$/, '')
  const quoted = /^(["“”«»'‘’])([^"“”«»]*)(["“”«»'‘’])$/.exec(found)
  if (quoted !== null) found = quoted[2].trim()
  if (found !== text) why.push('punctuation_removed')
  return found
}

/** The name between the forms, as written: cut at the first and after the last word of it. */
function coreOf(text: string, words: FoldedWord[], before: number, behind: number): string {
  let start = 0
  let end = text.length
  for (let i = 0; i < before; i++) start = text.indexOf(words[i].written, start) + words[i].written.length
  for (let i = 0; i < behind; i++) end = text.lastIndexOf(words[words.length - 1 - i].written, end - 1)
  return trimCore(text.slice(start, end)) || text
}

function trimCore(text: string): string {
  const core = text
    .trim()
    .replace(/[\s,;:&+-]{1,40}$/, '')
    .replace(/^[\s,;:-]{1,40}/, '')
  const open = core.endsWith('(') ? core.slice(0, -1).trim() : core
  return /^["“«].*["”»]$/.test(open) ? open.slice(1, -1).trim() : open
}

/** A name in capitals is written as names are; its legal form as that is usually written. */
function recase(text: string, core: string, behind: number): string {
  if (/\p{Ll}/u.test(text) || !/\p{Lu}/u.test(text)) return text
  const at = text.indexOf(core)
  const name = recaseName(core)
  if (name === core || at < 0) return text
  const tail = text.slice(at + core.length)
  return text.slice(0, at) + name + (behind === 0 ? tail : recaseForm(tail))
}

/** `INC.` → `Inc.`, `GMBH & CO. KG` → `GmbH & Co. KG`; forms that are initials stay in capitals. */
function recaseForm(form: string): string {
  return form.replace(/\p{L}+/gu, (word) => {
    if (/^(?:INC|LTD|CO|CORP|COMPANY|LIMITED|CORPORATION|INCORPORATED|AND|PTY|PVT|PTE|BHD|SDN|LTDA|LDA)$/.test(word)) {
      return word === 'AND' ? 'and' : word.charAt(0) + word.slice(1).toLowerCase()
    }
    if (word === 'GMBH') return 'GmbH'
    return word.length > 4 ? word.charAt(0) + word.slice(1).toLowerCase() : word
  })
}

function invalid(raw: string, why: string): CleanedCompany {
  return { ...nothing(raw), verdict: 'invalid', why: [why] }
}

function nothing(raw: string): CleanedCompany {
  return {
    input: raw,
    value: null,
    verdict: 'empty',
    confidence: 0,
    why: [],
    core: null,
    form: null,
    country: null,
    key: null,
  }
}
