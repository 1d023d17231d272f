import type { Mapped } from './map-columns.ts'
import type { Field } from './field.ts'
import { readDate } from './read-date.ts'

/** Between the parts of a structured name, address or telephone number. */
const PART = '\u001F'
/** Between the items of a list, in the temporary text only. */
export const ITEM = '\u001E'

/** Columns of a batch after `row`, in order; `list` columns hold several values. */
export const batchColumns = [
  { name: 'record_id' },
  { name: 'source' },
  { name: 'name' },
  { name: 'title' },
  { name: 'company' },
  { name: 'unit' },
  { name: 'domain' },
  { name: 'emails', list: true },
  { name: 'phones', list: true },
  { name: 'mobiles', list: true },
  { name: 'faxes', list: true },
  { name: 'addresses', list: true },
  { name: 'industry' },
  { name: 'employees' },
  { name: 'revenue' },
  { name: 'linkedin' },
  { name: 'seen' },
] as const satisfies { name: string; list?: boolean }[]

/** A row made ready: its line of tab-separated text (without the row number), or why it is not taken. */
export type BatchLine = { text: string; seen: string | null } | 'no_content' | 'no_person_or_company'

type AddressGroup = { street: number[]; city: number; region: number; postcode: number; country: number }

/** Makes the function that turns a row of cells into a line of the batch. `sourceIndex` is the column that names each row's source, or -1. */
export function createBatchLine(mapping: Mapped[], sourceIndex: number): (row: string[]) => BatchLine {
  const one = (field: Field) => mapping.find((each) => each.field === field)?.index ?? -1
  const all = (field: Field) => mapping.filter((each) => each.field === field).map((each) => each.index)
  const source = sourceIndex >= 0 ? sourceIndex : one('source')
  const nameOf = createNameReader(one)
  const groups = addressGroups(mapping)
  const country = one('country')
  const [recordId, title, company, unit, domain] = [
    one('record_id'),
    one('title'),
    one('company'),
    one('unit'),
    one('domain'),
  ]
  const [industry, employees, revenue, linkedin, seen] = [
    one('industry'),
    one('employees'),
    one('revenue'),
    one('linkedin'),
    one('seen'),
  ]
  const [emails, phones, mobiles, faxes, whole] = [
    all('email'),
    all('phone'),
    all('mobile'),
    all('fax'),
    all('address'),
  ]
  return (row) => {
    const name = nameOf(row)
    const firm = cellOf(row, company)
    const web = cellOf(row, domain)
    const mail = listOf(row, emails)
    const land = cellOf(row, country)
    const numbers = (columns: number[]) => listOf(row, columns, land === '' ? '' : PART + land)
    const cells = [
      name,
      cellOf(row, title),
      firm,
      cellOf(row, unit),
      web,
      mail,
      numbers(phones),
      numbers(mobiles),
      numbers(faxes),
      addressesOf(row, whole, groups),
      cellOf(row, industry),
      cellOf(row, employees),
      cellOf(row, revenue),
      cellOf(row, linkedin),
    ]
    if (name === '' && firm === '' && web === '' && mail === '')
      return cells.every((cell) => cell === '') ? 'no_content' : 'no_person_or_company'
    const date = seen < 0 ? null : readDate(cellOf(row, seen))
    let text = fieldText(cellOf(row, recordId)) + '\t' + fieldText(cellOf(row, source))
    for (const cell of cells) text += '\t' + fieldText(cell)
    return { text: `${text}\t${date ?? '\\N'}`, seen: date }
  }
}

// oxlint-disable-next-line no-control-regex -- the characters that structure our own text, and NUL, have no place in a value
const CONTROL = /[\u0000\u001E\u001F]/g

function cellOf(row: string[], index: number): string {
  const cell = index < 0 ? undefined : row[index]
  if (cell === undefined || cell === '') return ''
  const text = cell.trim()
  return CONTROL.test(text) ? text.replace(CONTROL, ' ').trim() : text
}

function listOf(row: string[], columns: number[], end = ''): string {
  let list = ''
  for (const column of columns) {
    const cell = cellOf(row, column)
    if (cell !== '') list += (list === '' ? '' : ITEM) + cell + end
  }
  return list
}

/** Parts win over the full name, unless they lack the given or family name and there is a full one. */
function createNameReader(one: (field: Field) => number): (row: string[]) => string {
  const [prefix, given, middle, family, suffix, full] = [
    one('prefix'),
    one('given_name'),
    one('middle_name'),
    one('family_name'),
    one('suffix'),
    one('full_name'),
  ] as const
  return (row) => {
    const first = cellOf(row, given)
    const last = cellOf(row, family)
    const whole = cellOf(row, full)
    if (whole !== '' && (first === '' || last === '')) return whole
    if (first === '' && last === '') return ''
    return cellOf(row, prefix) + PART + first + PART + cellOf(row, middle) + PART + last + PART + cellOf(row, suffix)
  }
}

function addressGroups(mapping: Mapped[]): AddressGroup[] {
  const groups = new Map<string, AddressGroup>()
  for (const { field, index, group } of mapping) {
    if (field !== 'street' && field !== 'city' && field !== 'region' && field !== 'postcode' && field !== 'country')
      continue
    const parts = groups.get(group) ?? { street: [], city: -1, region: -1, postcode: -1, country: -1 }
    groups.set(group, parts)
    if (field === 'street') parts.street.push(index)
    else if (parts[field] < 0) parts[field] = index
  }
  return joinLoose([...groups.values()])
}

/** Groups without street, town and postcode (a lone country) complete the first group that lacks what they have. */
function joinLoose(groups: AddressGroup[]): AddressGroup[] {
  const isLoose = (group: AddressGroup) => group.street.length === 0 && group.city < 0 && group.postcode < 0
  const firm = groups.filter((group) => !isLoose(group))
  const main = firm[0]
  if (!main) return groups
  for (const loose of groups.filter(isLoose)) {
    if (main.region < 0) main.region = loose.region
    if (main.country < 0) main.country = loose.country
  }
  return firm
}

function addressesOf(row: string[], whole: number[], groups: AddressGroup[]): string {
  let list = listOf(row, whole)
  for (const group of groups) {
    const parts = [
      streetOf(row, group.street),
      ...[group.city, group.region, group.postcode].map((index) => cellOf(row, index)),
    ]
    // A country alone is no address; it went with the telephone numbers.
    if (parts.every((part) => part === '')) continue
    list += (list === '' ? '' : ITEM) + [...parts, cellOf(row, group.country)].join(PART)
  }
  return list
}

const HOUSE_NUMBER = /^\d+ ?[a-z]?$/i

/** Lines of a street joined by commas; a column with the house number alone belongs to its neighbour. */
function streetOf(row: string[], columns: number[]): string {
  let street = ''
  let before = ''
  for (const column of columns) {
    const line = cellOf(row, column)
    if (line === '') continue
    const joint = HOUSE_NUMBER.test(before) || HOUSE_NUMBER.test(line) ? ' ' : ', '
    street += street === '' ? line : joint + line
    before = line
  }
  return street
}

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function fieldText(value: string): string {
  if (value === '') return '\\N'
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char]) : value
}
