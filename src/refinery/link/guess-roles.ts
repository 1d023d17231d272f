import { looksLikePeople, type Role } from '../../engine/match/index.ts'
import aliases from './role-aliases.json' with { type: 'json' }

/** What each column of a table is taken for. */
export type ColumnRoles = {
  /** Column of the record's id, or -1: the row number. */
  id: number
  /** The columns that are compared, with their roles. */
  compared: { index: number; column: string; role: Role }[]
}

/** Roles of which only the first column counts. */
const ONE_COLUMN = new Set<Role>([
  'full_name',
  'given',
  'middle',
  'family',
  'suffix',
  'organisation',
  'unit',
  'date',
  'gender',
])
const LOCATION = new Set<Role>(['place', 'town', 'postcode', 'area'])

const ROLE_OF = new Map<string, Role | 'record_id'>()
for (const [role, names] of Object.entries(aliases))
  for (const name of names) ROLE_OF.set(name, role as Role | 'record_id')

/**
 * Guesses the roles of columns from their names and, where a name could be a person's or a company's, from a sample of rows.
 * A column that nothing is known of is not compared.
 */
export function guessRoles(columns: string[], sample: string[][]): ColumnRoles {
  const found = columns.map(
    (column) => ROLE_OF.get(columnKey(column)) ?? ROLE_OF.get(columnKey(column).replace(/ ?\d+$/, '')),
  )
  const compared: ColumnRoles['compared'] = []
  const taken = new Set<Role>()
  columns.forEach((column, index) => {
    const role = found[index]
    if (role === undefined || role === 'record_id' || (taken.has(role) && ONE_COLUMN.has(role))) return
    taken.add(role)
    compared.push({ index, column, role })
  })
  return { id: findId(columns, found), compared: settle(compared, sample) }
}

function findId(columns: string[], found: (string | undefined)[]): number {
  const exact = ['record_id', 'id'].map((name) => columns.indexOf(name)).find((index) => index >= 0)
  return exact ?? found.indexOf('record_id')
}

/** Decides what depends on the other columns. */
function settle(compared: ColumnRoles['compared'], sample: string[][]): ColumnRoles['compared'] {
  const has = (role: Role): boolean => compared.some((entry) => entry.role === role)
  let settled = compared
  const name = compared.find(({ role }) => role === 'full_name')
  if (name && !has('given') && !has('family')) {
    const isCompany = !has('organisation') && !looksLikePeople(sample.map((row) => row[name.index] ?? ''))
    if (isCompany)
      settled = compared.map((entry) => (entry === name ? { ...entry, role: 'organisation' as const } : entry))
  }
  const isPeople = settled.some(({ role }) => role === 'full_name' || role === 'given' || role === 'family')
  // At a workplace, town and postcode say what the organisation and its address already say.
  const isAtWork = isPeople && settled.some(({ role }) => role === 'organisation' || role === 'email')
  return isAtWork ? settled.filter(({ role }) => !LOCATION.has(role)) : settled
}

/** `FirstName`, `first_name` and `First name` are one. */
function columnKey(column: string): string {
  return column
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
