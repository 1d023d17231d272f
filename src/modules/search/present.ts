import type { z } from 'zod'
import type { Facets, FacetName, People, Row, ValueCount } from '../../catalogue/index.ts'
import type * as schemas from './schemas.ts'
import labels from './labels.json' with { type: 'json' }

type Contact = z.output<typeof schemas.Contact>
type Company = z.output<typeof schemas.Company>
type CompanyWithPeople = z.output<typeof schemas.CompanyWithPeople>

const SEPARATOR = '\u001f'
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** A contact as it leaves: the row of the edition, its history taken apart. The schema drops what it does not list. */
export function presentContact(row: Row): Contact {
  const { history, ...contact } = row
  const positions = Array.isArray(history)
    ? history.filter((text) => typeof text === 'string').map(presentPosition)
    : []
  return { ...contact, ...(positions.length > 0 ? { history: positions } : {}) } as Contact
}

/** Columns of a contact that help to choose: what is shown of one that is not unlocked. */
const shownLocked = [
  'id',
  'first',
  'title',
  'level',
  'function',
  'subfunction',
  'company_id',
  'company',
  'industry',
  'unit',
  'city',
  'region',
  'country',
  'seen',
  'support',
  'records',
  'confidence',
  'confidence_name',
  'confidence_title',
  'confidence_company',
  'confidence_email',
  'confidence_phone',
  'confidence_address',
]

/** A contact that is not unlocked: first name and initial, position, place, and which fields there are. */
export function presentLocked(row: Row): Contact {
  const shown = Object.fromEntries(shownLocked.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])))
  const [first, initial] = [firstOf(row), initialOf(row)]
  const has = Object.entries(columnsOf).flatMap(([field, columns]) =>
    columns.some((column) => row[column] !== undefined && row[column] !== null) ? [field] : [],
  )
  return { ...shown, first, last: initial, name: `${first} ${initial}`.trim(), locked: true, has } as Contact
}

/** Columns that each field stands for. */
const columnsOf: Record<(typeof schemas.fieldNames)[number], string[]> = {
  email: ['email', 'emails'],
  phone: ['phone', 'phones'],
  address: ['street', 'postcode'],
  linkedin: ['linkedin'],
  history: ['history'],
}

/** The given name; of a name that was not taken apart, its first word, unless there is no other. */
function firstOf({ first, name }: Row): string {
  if (typeof first === 'string') return first
  const words = typeof name === 'string' ? name.split(/\s+/) : []
  return words.length > 1 ? (words[0] ?? '') : ''
}

function initialOf({ last, name }: Row): string {
  const family = typeof last === 'string' ? last : typeof name === 'string' ? (name.split(/\s+/).at(-1) ?? '') : ''
  const [initial = ''] = Array.from(family)
  return initial === '' ? '' : `${initial.toUpperCase()}.`
}

/** A company as it leaves. */
export function presentCompany(row: Row): Company {
  return row as Company
}

/** A company with its people by function and level. */
export function presentCompanyWithPeople({ company, people }: { company: Row; people: People }): CompanyWithPeople {
  return { ...presentCompany(company), people }
}

/** Facets with labels that a person reads. */
export function presentFacets(facets: Facets): Facets {
  return Object.fromEntries(
    Object.entries(facets).map(([name, values]) => [
      name,
      values.map((value) => presentValue(name as FacetName, value)),
    ]),
  )
}

function presentValue(name: FacetName, value: ValueCount): ValueCount {
  return { ...value, label: labelOf(name, value) }
}

function labelOf(name: FacetName, { value, label }: ValueCount): string {
  if (name === 'country') return /^[A-Z]{2}$/.test(value) ? (countries.of(value) ?? value) : value
  if (name !== 'level' && name !== 'function' && name !== 'has') return label
  const known: Record<string, string> = labels[name]
  return known[value] ?? value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ')
}

/** `title␟company␟first seen␟last seen`, any of them empty. */
function presentPosition(text: string): { title?: string; company?: string; from?: string; to?: string } {
  const [title, company, from, to] = text.split(SEPARATOR)
  return {
    ...(title ? { title } : {}),
    ...(company ? { company } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}
