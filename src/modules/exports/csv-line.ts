import type { Row } from '../../catalogue/index.ts'

/** Columns of an export: `id` first, by which a line is found again. */
export const exportColumns = [
  'id',
  'prefix',
  'first',
  'middle',
  'last',
  'suffix',
  'name',
  'title',
  'level',
  'function',
  'company',
  'company_id',
  'industry',
  'unit',
  'email',
  'emails',
  'phone',
  'phone_type',
  'phones',
  'street',
  'city',
  'region',
  'postcode',
  'country',
  'linkedin',
  'seen',
  'confidence',
] as const

/** The first line of an export, RFC 4180. */
export const headerLine = `${exportColumns.join(',')}\r\n`

/** A contact as one line of RFC 4180; lists are parted by semicolons. */
export function csvLine(row: Row): string {
  return `${exportColumns.map((name) => cellOf(row[name])).join(',')}\r\n`
}

/** The columns of a contact that an export shows. */
export function shownColumns(row: Row): string[] {
  return exportColumns.filter((name) => row[name] !== undefined && row[name] !== null)
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = [value].flat().map(textOf).join('; ')
  const safe = guard(text.replace(/[\r\n\u0085\u2028\u2029]+/g, ' '))
  return /[",]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Text, numbers and booleans as they are; a contact has nothing else. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A number in international form, one or several. */
const PHONES = /^\+\d[\d ().-]*(?:; \+\d[\d ().-]*)*$/

/**
 * Keeps a spreadsheet from reading text as a formula (OWASP, CSV injection): an apostrophe before what begins like one.
 * Telephone numbers begin with a plus and stay as they are: nothing in them can be computed but themselves.
 */
function guard(text: string): string {
  return /^[=+\-@\t]/.test(text) && !PHONES.test(text) ? `'${text}` : text
}
