import type { Field } from './field.ts'
import { plainName } from './find-field.ts'

/** Columns without a name that hold words, and what the same rows hold besides. */
export type Wordy = { index: number; values: string[] }
type Claim = { index: number; field: Field; share: number; why: string }
type Evidence = Wordy & {
  inLocal: number
  starts: number
  ends: number
  initial: number
  inHost: number
  words: number
}

/** Rows with a mailbox that are needed before they may say anything. */
const LEAST = 10
/** Values that are needed where nothing else is asked. */
const FEW = 5
const OFTEN = 0.3
/** Of what people's full names must look like. */
const NAME_LIKE = 0.9

/**
 * Who is who among columns of words, by what their rows say elsewhere: people's names are in front of the @ of their mailboxes, given
 * names at the beginning, family names at the end; companies' names are behind it or in their web sites. Without mailboxes only full
 * names are told.
 */
export function guessPeople(columns: Wordy[], mailboxes: string[], sites: string[]): Claim[] {
  const evidence = columns.map((column) => weigh(column, mailboxes, sites))
  const compared = mailboxes.filter((value) => value.includes('@')).length >= LEAST
  const company = best(evidence, (each) => (each.inHost > Math.max(each.inLocal, OFTEN) ? each.inHost : 0))
  const rest = evidence.filter((each) => each !== company && each.inHost <= Math.max(OFTEN, each.inLocal))
  const full = best(rest, (each) =>
    isFullName(each) && (!compared || each.inLocal >= OFTEN) ? each.inLocal + 0.01 : 0,
  )
  const parts = compared ? rest.filter((each) => each !== full && each.words < 1.7) : []
  const family = best(parts, (each) => (each.ends >= OFTEN && each.ends > each.starts ? each.ends : 0))
  const given = best(
    parts.filter((each) => each !== family),
    (each) =>
      family && (each.starts >= OFTEN || (each.initial >= 0.6 && isBeside(each, family)))
        ? each.starts + each.initial
        : 0,
  )
  return [
    claimOf(company, 'company', company?.inHost, 'in their web addresses'),
    claimOf(full, 'full_name', full && nameLike(full.values), 'names of people'),
    claimOf(family, 'family_name', family?.inLocal, 'in their e-mail addresses'),
    claimOf(given, 'given_name', given && Math.max(given.inLocal, given.initial), 'in their e-mail addresses'),
  ].filter((claim) => claim !== null)
}

function claimOf(column: Evidence | undefined, field: Field, share: number | undefined, why: string): Claim | null {
  if (!column || share === undefined) return null
  return { index: column.index, field, share, why: `${Math.round(share * 100)} % ${why}` }
}

function best(columns: Evidence[], score: (column: Evidence) => number): Evidence | undefined {
  return columns
    .map((column) => ({ column, rank: score(column) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)[0]?.column
}

function isBeside(one: Wordy, other: Wordy): boolean {
  return Math.abs(one.index - other.index) <= 2
}

function isFullName({ values }: Wordy): boolean {
  const there = values.filter(Boolean)
  return there.length >= FEW && nameLike(values) >= NAME_LIKE && new Set(there).size >= there.length * 0.5
}

function nameLike(values: string[]): number {
  const there = values.filter(Boolean)
  return there.filter(isPersonName).length / Math.max(1, there.length)
}

function isPersonName(value: string): boolean {
  return (
    /^\p{Lu}[\p{L}'’.-]*(?: (?:\p{Lu}[\p{L}'’.-]*|de|da|van|von|der|la|del)){1,3}$/u.test(value) && value.length <= 40
  )
}

/** What share of the rows that have both speak for a person, and for a company. */
function weigh({ index, values }: Wordy, mailboxes: string[], sites: string[]): Evidence {
  const seen = { local: 0, inLocal: 0, starts: 0, ends: 0, initial: 0, host: 0, inHost: 0, words: 0, filled: 0 }
  for (const [row, value] of values.entries()) {
    const words = foldedWords(value)
    if (words.length === 0) continue
    seen.filled += 1
    seen.words += words.length
    const [local, behind] = splitMailbox(mailboxes[row] ?? '')
    if (local !== '') {
      const last = words[words.length - 1]
      seen.local += 1
      if (words.some((word) => word.length >= 3 && local.includes(word))) seen.inLocal += 1
      if (words[0].length >= 2 && local.startsWith(words[0])) seen.starts += 1
      if (last.length >= 2 && local.endsWith(last)) seen.ends += 1
      if (local[0] === words[0][0]) seen.initial += 1
    }
    const host = `${behind} ${hostOf(sites[row] ?? '')}`.trim()
    if (host === '') continue
    seen.host += 1
    if (words.some((word) => word.length >= 4 && host.includes(word))) seen.inHost += 1
  }
  const of = (count: number, all: number) => (all < LEAST ? 0 : count / all)
  return {
    index,
    values,
    inLocal: of(seen.inLocal, seen.local),
    starts: of(seen.starts, seen.local),
    ends: of(seen.ends, seen.local),
    initial: of(seen.initial, seen.local),
    inHost: of(seen.inHost, seen.host),
    words: seen.words / Math.max(1, seen.filled),
  }
}

/** The words as addresses on the net write them: Latin letters, no marks. */
function foldedWords(value: string): string[] {
  return plainName(value)
    .split(' ')
    .filter((word) => /^[a-z]+$/.test(word))
}

/** Letters in front of the @, and those behind it; German umlauts are compared without their e. */
function splitMailbox(value: string): [string, string] {
  const at = value.lastIndexOf('@')
  if (at < 1) return ['', '']
  return [
    value
      .slice(0, at)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
    hostOf(value.slice(at + 1)),
  ]
}

function hostOf(site: string): string {
  return site
    .toLowerCase()
    .replace(/^https?:\/\/|^www\./g, '')
    .split('/')[0]
    .replace(/[^a-z]/g, '')
}
