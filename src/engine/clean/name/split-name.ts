import { takeNicknames } from './take-nicknames.ts'
import {
  isConjunction,
  isFamilyPrefix,
  isGeneration,
  isInitial,
  isSuffixWord,
  isTitleWord,
  nameWordKey,
} from './name-words.ts'
import lexicon from './name-lexicon.json' with { type: 'json' }

const FIRST_NAME_TITLES = new Set(lexicon.firstNameTitles)
const ROMAN = /^(?:ix|iv|v?i{0,3}|x)$/i

/** The six parts of a person's name, as written; `''` when absent. */
export type NameParts = { title: string; first: string; middle: string; last: string; suffix: string; nickname: string }

type Draft = { title: string[]; first: string[]; middle: string[]; last: string[]; suffix: string[] }

/**
 * Split a full name into its parts: `Dr. Juan Q. de la Vega III`, `de la Vega, Dr. Juan Q., III`, `John Doe, CLU, CFP`.
 * The parts are those of python-nameparser: what is tied by a conjunction stays together, a family prefix opens the last name.
 */
export function splitName(text: string): NameParts {
  const shouting = text === text.toUpperCase()
  const { rest, nicknames, suffixes } = takeNicknames(text, (inside) =>
    inside.split(' ').every((word) => isSuffixWord(word, shouting)),
  )
  const parts = rest
    .split(',')
    .map((part) => toWords(part))
    .filter((words) => words.length > 0)
  const draft: Draft = { title: [], first: [], middle: [], last: [], suffix: suffixes }
  if (parts.length > 0) {
    const [head, second, ...others] = parts as [string[], ...string[][]]
    const lettersFollow =
      second !== undefined && head.length > 1 && second.every((word) => followsComma(word, shouting))
    if (second === undefined || lettersFollow) {
      readInOrder(draft, head, { shouting, nickname: nicknames.length > 0 })
      for (const words of parts.slice(1)) draft.suffix.push(words.join(' '))
    } else readInverted(draft, head, second, others, shouting)
  }
  placeSingleName(draft)
  const join = (words: string[]) => words.join(' ')
  return {
    title: join(draft.title),
    first: join(draft.first),
    middle: join(draft.middle),
    last: join(draft.last),
    suffix: draft.suffix.join(', '),
    nickname: join(nicknames),
  }
}

function toWords(part: string): string[] {
  const words = part.split(' ').filter((word) => word !== '')
  for (let i = 0; i + 1 < words.length; i++) {
    if (/^ph\.?$/i.test(words[i]) && /^d\.?$/i.test(words[i + 1])) words.splice(i, 2, `${words[i]} ${words[i + 1]}`)
  }
  return words
}

function isSuffix(word: string, shouting: boolean): boolean {
  return isSuffixWord(word, shouting) || /^ph\.? d\.?$/i.test(word)
}

/** After a comma, unknown capitals are letters after the name as well, unless everything is in capitals. */
function followsComma(word: string, shouting: boolean): boolean {
  return isSuffix(word, shouting) || /^[VX]$/.test(word) || (!shouting && /^[A-Z]{3,6}$/.test(word))
}

function readInOrder(draft: Draft, words: string[], options: { shouting: boolean; nickname: boolean }): void {
  const { shouting } = options
  const groups = tie(words, 0, shouting)
  let i = takeTitles(draft, groups)
  if (i === groups.length) return
  const tail = suffixStart(groups, i, shouting)
  const names = tieFamily(groups.slice(i, tail))
  for (i = tail; i < groups.length; i++) draft.suffix.push(groups[i])
  if (names.length === 1) (options.nickname || opensFamily(names[0]) ? draft.last : draft.first).push(names[0])
  else {
    draft.first.push(names[0])
    draft.middle.push(...names.slice(1, -1))
    draft.last.push(names.at(-1)!)
  }
}

function readInverted(draft: Draft, family: string[], given: string[], others: string[][], shouting: boolean): void {
  for (const [i, word] of tie(family, 1, shouting).entries()) {
    if (i > 0 && isSuffix(word, shouting)) draft.suffix.push(word)
    else draft.last.push(word)
  }
  const groups = tie(given, 1, shouting)
  const lettersOnly = groups.every((word) => isSuffix(word, shouting))
  let i = takeTitles(draft, groups, !lettersOnly)
  if (!lettersOnly && i < groups.length) draft.first.push(groups[i++])
  for (; i < groups.length; i++) {
    const group = groups[i]
    if (isSuffix(group, shouting)) draft.suffix.push(group)
    else if (isTitleWord(group, true) && i === groups.length - 1 && group.endsWith('.')) draft.title.push(group)
    else draft.middle.push(group)
  }
  for (const words of others) {
    const titles = words.every((word) => isTitleWord(word, true) && !isSuffix(word, shouting))
    ;(titles ? draft.title : draft.suffix).push(words.join(' '))
  }
}

/** Words tied by conjunctions become one: `Velasquez y Garcia`, `Secretary of State`. A lone letter only ties in long names. */
function tie(words: string[], extra: number, shouting: boolean): string[] {
  const ties = words.map((word) => isConjunction(word) || (shouting && word === 'Y'))
  if (!ties.includes(true)) return words
  let names = extra
  for (const word of words)
    if ((word === 'Y' || !isInitial(word)) && !isSuffix(word, shouting) && !isTitleWord(word, false)) names++
  if (names < 4) for (const [i, word] of words.entries()) if (word.length === 1 && word !== '&') ties[i] = false
  const groups: string[][] = []
  for (const [i, word] of words.entries()) {
    if (i > 0 && (ties[i] || ties[i - 1])) groups.at(-1)!.push(word)
    else groups.push([word])
  }
  return groups.map((group) => group.join(' '))
}

/** Take the titles in front and give the index of the first name; the last word is a title only when it stands alone. */
function takeTitles(draft: Draft, groups: string[], mayEnd = false): number {
  let i = 0
  while (i < groups.length && isTitle(groups[i], countNames(groups, i + 1))) {
    if (i === groups.length - 1 && i > 0 && !mayEnd) break
    draft.title.push(groups[i++])
  }
  return i
}

/** How many names follow; initials count only at the end (`King John V.`, but not `Duke A. Bennett`). */
function countNames(groups: string[], from: number): number {
  let names = 0
  for (let i = from; i < groups.length; i++) if (i === groups.length - 1 || !isInitial(groups[i])) names++
  return names
}

function isTitle(group: string, following: number): boolean {
  const words = group.split(' ')
  if (words.length === 1) return isTitleWord(group, following < 2)
  const lead = words.find((word) => !isConjunction(word))
  return lead !== undefined && isTitleWord(lead, false)
}

/** Where the letters after the name begin. A lone V or I counts only after a full family name. */
function suffixStart(groups: string[], first: number, shouting: boolean): number {
  let start = groups.length
  const last = groups.length - 1
  if (
    last >= first + 2 &&
    groups[last] !== '' &&
    ROMAN.test(nameWordKey(groups[last])) &&
    !isInitial(groups[last - 1])
  ) {
    if (!groups[last].endsWith('.') || groups[last].length > 2) start = last
  }
  while (start - 1 >= first + 2 && isSuffix(groups[start - 1], shouting)) start--
  if (start === first + 2 && isSuffix(groups[first + 1], shouting) && !isFamilyLike(groups[first + 1])) start--
  return start
}

/** A short word that may be the family name itself, so that `Jack Ma Jr` keeps it. */
function isFamilyLike(word: string): boolean {
  return !isGeneration(word) && !/^(?:m\.?d\.?|ph\.? ?d\.?|esq\.?|cpa)$/i.test(word)
}

/** A family prefix takes all that follows, up to the next prefix: `von bergen wessels`, `da Silva | de Souza`. */
function tieFamily(groups: string[]): string[] {
  if (groups.length > 2 && isFamilyPrefix(groups[0]) && isFamilyPrefix(groups[1])) return [groups.join(' ')]
  const names = groups.slice(0, 1)
  let i = 1
  while (i < groups.length) {
    let end = i
    while (end < groups.length - 1 && isFamilyPrefix(groups[end])) end++
    if (end > i) {
      end++
      while (end < groups.length && !isFamilyPrefix(groups[end])) end++
    } else end++
    names.push(groups.slice(i, end).join(' '))
    i = end
  }
  return names
}

function opensFamily(name: string): boolean {
  return name.includes(' ') && isFamilyPrefix(name.slice(0, name.indexOf(' ')))
}

/** After a title a single name is the family name (`Rev Andrews`), unless the title goes with first names (`Queen Elizabeth`). */
function placeSingleName(draft: Draft): void {
  if (draft.title.length === 0 || draft.first.length !== 1 || draft.last.length > 0) return
  const title = draft.title.at(-1)!
  if (!FIRST_NAME_TITLES.has(nameWordKey(title.slice(title.lastIndexOf(' ') + 1)))) draft.last = draft.first.splice(0)
}
