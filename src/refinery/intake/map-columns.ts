import type { Field } from './field.ts'
import { findField, type FoundField } from './find-field.ts'
import { isProfile } from './content-tests.ts'
import { mapByContent } from './map-by-content.ts'

/** What Fairlist makes of one column. */
export type Mapped = {
  /** Its name; a name met before gets a number: `Email (2)`. */
  column: string
  index: number
  /** Null: not held. */
  field: Field | null
  /** What the product never holds and this column would be, e.g. `birth date`. */
  forbidden: string | null
  /** 0–1. */
  confidence: number
  /** One phrase for the mapping screen. */
  why: string
  /** The first different values. */
  samples: string[]
  /** Columns of the same group make one address. */
  group: string
}

/** Fields of which a record has one; of several columns the best named one is taken. */
const SINGLE = new Set<Field>(
  'record_id source full_name prefix given_name middle_name family_name suffix title company unit domain industry employees revenue linkedin seen'.split(
    ' ',
  ) as Field[],
)
const SAMPLES = 5

/**
 * Guesses what each column holds: by its name (aliases in English, German, French, Spanish, Italian, Dutch, Portuguese and of
 * the usual exports), and where the name says nothing, by the share of its values that look like one thing.
 * The name goes first so that a file and its parts are mapped alike. `choices` (by column name) overrule everything but what is forbidden.
 */
export function mapColumns(columns: string[], rows: string[][], choices: Record<string, Field | null> = {}): Mapped[] {
  const names = uniqueNames(columns)
  const found = columns.map(findField)
  const mapped = names.map((column, index) => mapByName({ column, index, found: found[index], rows }))
  mapByContent(mapped, rows, { open: ({ index }) => !found[index].known, single: SINGLE })
  settleAddresses(mapped, found, rows)
  settleTitles(mapped, rows)
  settleLinks(mapped, rows)
  settleNames(mapped)
  settleSingles(mapped, found)
  for (const each of mapped) {
    const choice = choices[each.column]
    if (choice === undefined || each.forbidden !== null) continue
    each.field = choice
    each.confidence = 1
    each.why = 'chosen'
  }
  return mapped
}

function uniqueNames(columns: string[]): string[] {
  const taken = new Set<string>()
  return columns.map((name) => {
    let unique = name
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`
    taken.add(unique)
    return unique
  })
}

type Column = { column: string; index: number; found: FoundField; rows: string[][] }

function mapByName({ column, index, found, rows }: Column): Mapped {
  const samples = [...new Set(valuesOf(rows, index))].slice(0, SAMPLES)
  const base = { column, index, forbidden: found.forbidden, samples, group: found.group }
  if (found.forbidden) return { ...base, field: null, confidence: 1, why: 'never held', samples: [] }
  if (found.field) return { ...base, field: found.field, confidence: 0.95, why: 'its name' }
  if (found.known) return { ...base, field: null, confidence: 0.9, why: 'not part of a contact' }
  return { ...base, field: null, confidence: 0.5, why: 'not recognised' }
}

function valuesOf(rows: string[][], index: number): string[] {
  return rows.map((row) => (row[index] ?? '').trim()).filter((value) => value !== '')
}

/**
 * `address`, `address1`, `address2` …: whole addresses where the file has no column for town or postcode, else lines of the street.
 * The values overrule this where nearly all of them say otherwise.
 */
function settleAddresses(mapped: Mapped[], found: FoundField[], rows: string[][]): void {
  const hasParts = mapped.some((each) => each.field === 'city' || each.field === 'postcode')
  const plain = mapped.filter((each) => each.field === 'address' && found[each.index].field === 'address')
  if (!hasParts || plain.length === 0) return
  for (const each of plain) {
    const values = valuesOf(rows, each.index)
    const whole = values.filter(
      (value) => /,.*\d{4,}|\d{4,}.*,/s.test(value) && value.split(/[,\n]/).length >= 3,
    ).length
    if (values.length >= 20 && whole >= values.length * 0.8) continue
    if (/format|full|complete|complet/i.test(each.column) || /location/i.test(each.column)) continue
    each.field = 'street'
    each.why = 'its name, beside columns for town or postcode'
    each.group = found[each.index].group
  }
}

const COURTESY = /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|herr|frau|m|mme|mlle|sr|sra|sig|dhr|mevr|dott|ing)\.?$/i

/** "Title" beside "Job Title", or full of "Mr" and "Dr", is how to address a person. */
function settleTitles(mapped: Mapped[], rows: string[][]): void {
  for (const each of mapped) {
    if (each.field !== 'title' || !/^(?:title|titel|titre|titulo|título)$/i.test(each.column)) continue
    const values = valuesOf(rows, each.index)
    const courtesy = values.filter((value) => COURTESY.test(value)).length
    const beside = mapped.some((other) => other !== each && other.field === 'title')
    if (values.length > 0 && courtesy >= values.length * (beside ? 0.5 : 0.8)) {
      each.field = 'prefix'
      each.why = 'forms of address'
    }
  }
}

/** "URL" or "Profile" full of LinkedIn profiles is that, not the company's web site. */
function settleLinks(mapped: Mapped[], rows: string[][]): void {
  for (const each of mapped) {
    if (each.field !== 'domain') continue
    const values = valuesOf(rows, each.index)
    if (values.length === 0 || values.filter(isProfile).length < values.length * 0.8) continue
    each.field = 'linkedin'
    each.why = 'LinkedIn profiles'
  }
}

/** In French and in Romance lists "nom" or "nome" beside no other name column is the full name. */
function settleNames(mapped: Mapped[]): void {
  const given = mapped.filter((each) => each.field === 'given_name')
  const family = mapped.filter((each) => each.field === 'family_name')
  const full = mapped.some((each) => each.field === 'full_name')
  if (full) return
  const alone = given.length + family.length === 1 ? (given[0] ?? family[0]) : undefined
  if (alone && /^(?:nom|nome|nombre)$/i.test(alone.column.trim())) {
    alone.field = 'full_name'
    alone.why = 'the only column with names'
  }
}

function settleSingles(mapped: Mapped[], found: FoundField[]): void {
  for (const field of SINGLE) {
    const claims = mapped.filter((each) => each.field === field)
    const rankOf = (each: Mapped) => (found[each.index].field === field ? found[each.index].rank : 1000)
    const [best, ...others] = claims.toSorted((a, b) => rankOf(a) - rankOf(b) || a.index - b.index)
    for (const other of others) {
      other.field = null
      other.confidence = 0.6
      other.why = `“${best.column}” holds it`
    }
  }
}
