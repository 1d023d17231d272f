import lexicon from './name-lexicon.json' with { type: 'json' }
import { isConjunction } from './name-words.ts'
import type { NameParts } from './split-name.ts'

const ORGANISATION_WORDS = new Set(lexicon.organisationWords)

const DESK_NAMES = new Set(lexicon.deskNames)
const SURNAMES_TOO = new Set(lexicon.surnamesToo)

/** Reasons why the text may not be the name of one person, as closed codes; empty when nothing speaks against it. */
export function doubtName(text: string, parts: NameParts): string[] {
  const doubts: string[] = []
  if (/^[\p{L} .'’-]*$/u.test(text) && !isLong(text)) {
    if (hasOrganisationWord(text)) doubts.push('company')
    else if (tiesTwo(parts)) doubts.push('two_people')
    return withMissing(doubts, parts)
  }
  if (text.includes('@')) doubts.push('email')
  else if (/\d{3}/.test(text) || /https?:|www\./i.test(text)) doubts.push('not_a_name')
  else if (/[<>{}=|\\^~*#%$_!?]/.test(text)) doubts.push('odd_characters')
  if (hasOrganisationWord(text)) doubts.push('company')
  else if (/[;/+]|&/.test(text) || tiesTwo(parts)) doubts.push('two_people')
  if (isLong(text)) doubts.push('too_many_words')
  return withMissing(doubts, parts)
}

/**
 * Whether the text names a desk, a department or a company and no person: `Accounts Payable`, `Support Team`, `Foxglade LLC`.
 * `key` is the text in lower-case ASCII, words apart by one space.
 */
export function isDeskName(key: string): boolean {
  if (DESK_NAMES.has(key)) return true
  const last = key.slice(key.lastIndexOf(' ') + 1)
  return last !== key && ORGANISATION_WORDS.has(last) && !SURNAMES_TOO.has(last)
}

function withMissing(doubts: string[], parts: NameParts): string[] {
  if (parts.first === '' && parts.last === '') doubts.push('no_name')
  return doubts
}

function isLong(text: string): boolean {
  return text.length > 60 && text.split(' ').length > 9
}

function hasOrganisationWord(text: string): boolean {
  for (const word of text.toLowerCase().split(/[ ,.()&/]+/)) if (ORGANISATION_WORDS.has(word)) return true
  return false
}

/** `John and Jane`: a conjunction between first names; between family names (`y`) it is one person. */
function tiesTwo(parts: NameParts): boolean {
  if (!/ (?:and|&|und|et|or) /i.test(` ${parts.first} ${parts.middle} ${parts.last} ${parts.title} `)) return false
  return `${parts.first} ${parts.middle} ${parts.last} ${parts.title}`.split(' ').some((word) => isConjunction(word))
}
