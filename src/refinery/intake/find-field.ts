import aliases from './field-aliases.json' with { type: 'json' }
import forbidden from './forbidden-columns.json' with { type: 'json' }
import ignored from './ignored-columns.json' with { type: 'json' }
import type { Field } from './field.ts'

/** What a column's name says. */
export type FoundField = {
  field: Field | null
  forbidden: string | null
  /** The name, or the name without words that only tell which of several, is in the table of aliases. */
  known: boolean
  /** Place in the list of aliases: of two columns for one field the earlier alias wins. */
  rank: number
  /** What tells several of a kind apart (`mailing`, `2`); columns with the same group make one address. */
  group: string
  /** The number in the name, e.g. 2 in `address2`; 0 without. */
  number: number
}

type Alias = { field: Field; rank: number }

const fieldByAlias = new Map<string, Alias>()
for (const [field, names] of Object.entries(aliases)) {
  for (const [rank, name] of names.entries()) {
    if (!fieldByAlias.has(name)) fieldByAlias.set(name, { field: field as Field, rank })
  }
}
const forbiddenByName = new Map<string, string>()
for (const [what, names] of Object.entries(forbidden)) for (const name of names) forbiddenByName.set(name, what)
const ignoredNames = new Set(ignored)

/** Words that tell which of several, not what. */
const QUALIFIERS = new Set(
  'business work office company corporate organization organisation hq headquarters contact person lead account customer employee mailing billing shipping other primary secondary tertiary main current alternate additional alt default principal geschaftlich professionnel profesional professionale zakelijk comercial'.split(
    ' ',
  ),
)
/** A name that ends in one of these is about a value, it does not hold it. */
const ABOUT = new Set(
  'type label status source confidence score verified verification catch provider owner count notes note opt bounced pronunciation phonetic yomi hash md5 sha256 quality flag'.split(
    ' ',
  ),
)
const TELLING = new Set('dob birthdate birthday geburtsdatum gender religion ethnicity ssn passport iban'.split(' '))
const HOME = new Set('home private privat personal personnel personnelle personale'.split(' '))
const HOME_FIELDS: Partial<Record<Field, string>> = {
  email: 'personal e-mail',
  phone: 'home phone',
  mobile: 'home phone',
  fax: 'home phone',
  street: 'home address',
  city: 'home address',
  region: 'home address',
  postcode: 'home address',
  country: 'home address',
  address: 'home address',
  domain: 'personal website',
}

/** A column's name in plain words: `E-mail 1 - Value` → `e mail 1 value`, `firstName` → `first name`, `Straße` → `strasse`. */
export function plainName(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Finds what a column holds from its name alone. */
export function findField(name: string): FoundField {
  const words = plainName(name).split(' ').filter(Boolean)
  const number = Number(words.find((word) => /^\d{1,2}$/.test(word)) ?? 0)
  const kept = words.filter((word) => !/^\d{1,2}$/.test(word))
  const plain = kept.join(' ')
  const none = { field: null, forbidden: null, known: false, rank: 0, group: '', number }
  const never = forbiddenByName.get(plain) ?? findForbiddenPart(kept)
  if (never) return { ...none, forbidden: never, known: true }
  if (ignoredNames.has(plain)) return { ...none, known: true }
  const home = kept.filter((word) => HOME.has(word))
  const found = lookUp(kept.filter((word) => !HOME.has(word)))
  if (!found) return none
  const what = home.length > 0 ? HOME_FIELDS[found.alias.field] : undefined
  if (what) return { ...none, forbidden: what, known: true }
  return {
    ...none,
    known: true,
    field: found.alias.field,
    rank: found.alias.rank,
    group: groupOf(found.qualifiers, number, kept),
  }
}

/** A forbidden phrase within a longer name: `copy of date of birth`. Of single words only those that mean nothing else. */
function findForbiddenPart(words: string[]): string | undefined {
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      const what = forbiddenByName.get(words.slice(from, to).join(' '))
      if (what && (to - from > 1 || TELLING.has(words[from]))) return what
    }
  }
  return undefined
}

/** Whether a lower-case text is in the tables as it stands; cheap enough for every row. */
export function isPlainAlias(text: string): boolean {
  return fieldByAlias.has(text) || ignoredNames.has(text) || forbiddenByName.has(text)
}

/** Whether a cell is the name of a column, of whatever kind. */
export function isKnownColumn(cell: string): boolean {
  return cell.length <= 60 && findField(cell).known
}

function lookUp(words: string[]): { alias: Alias; qualifiers: string[] } | null {
  const qualifiers = words.filter((word) => QUALIFIERS.has(word))
  const whole = fieldByAlias.get(words.join(' '))
  if (whole) return { alias: whole, qualifiers }
  if (ABOUT.has(words.at(-1) ?? '')) return null
  const bare = words.filter((word) => !QUALIFIERS.has(word) && word !== 'value')
  for (const rest of [bare, QUALIFIERS.has(words[0]) ? words.slice(1) : []]) {
    const alias = rest.length > 0 && rest.length < words.length ? fieldByAlias.get(rest.join(' ')) : undefined
    if (alias) return { alias, qualifiers }
  }
  return null
}

/** `Address 2 - City` belongs to address 2; the number of `Address Line 2` or `Street 2` is that of a line. */
function groupOf(qualifiers: string[], number: number, words: string[]): string {
  const line = words.includes('line') || words.at(-1) === 'street' || words.at(-1) === 'addr'
  const counted =
    number > 0 && words[0] === 'address' && words.length > 1 && !words.includes('line') ? String(number) : ''
  return [...qualifiers, line && words[0] !== 'address' ? '' : counted].filter(Boolean).join(' ')
}
