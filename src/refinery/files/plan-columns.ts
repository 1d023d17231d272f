import type { KindName } from '../../engine/clean/index.ts'
import type { Field, Mapped } from '../intake/index.ts'

/** A column that is cleaned as one kind of value. */
export type PlannedColumn = { index: number; name: string; field: Field; kind: KindName }

/** What is done with the rows of a file. Plain data: it is handed to workers. */
export type Plan = {
  /** Names of all columns, in the order of the file. */
  columns: string[]
  cleaned: PlannedColumn[]
  /** Columns with the parts of a name, which are cleaned together: by the place of each part. */
  nameParts: { index: number; name: string; part: number }[]
  /** The column with the country of a row, by which its telephone numbers are read; -1 without. */
  country: number
  /** Which columns tell that a row has something: by what it is. */
  tells: Record<Telling, number[]>
}

/** What a complete row has. */
export type Telling = 'name' | 'title' | 'company' | 'email' | 'phone' | 'address'

const KINDS: Partial<Record<Field, KindName>> = {
  full_name: 'name',
  title: 'title',
  company: 'company',
  domain: 'domain',
  email: 'email',
  phone: 'phone',
  mobile: 'phone',
  fax: 'phone',
  address: 'address',
  employees: 'employees',
  revenue: 'revenue',
}

const NAME_PARTS: Field[] = ['prefix', 'given_name', 'middle_name', 'family_name', 'suffix']

const TELLS: Record<Telling, Field[]> = {
  name: ['full_name', 'given_name', 'family_name'],
  title: ['title'],
  company: ['company', 'domain'],
  email: ['email'],
  phone: ['phone', 'mobile'],
  address: ['address', 'street', 'city', 'postcode'],
}

/** Says for a table, by what its columns hold, what is cleaned and how. */
export function planColumns(mapped: readonly Mapped[]): Plan {
  const whole = mapped.some(({ field }) => field === 'full_name')
  return {
    columns: mapped.map(({ column }) => column),
    cleaned: mapped.flatMap(({ column: name, index, field }) => {
      const kind = field === null ? undefined : KINDS[field]
      return field === null || kind === undefined ? [] : [{ index, name, field, kind }]
    }),
    nameParts: whole
      ? []
      : mapped.flatMap(({ column: name, index, field }) => {
          const part = field === null ? -1 : NAME_PARTS.indexOf(field)
          return part < 0 ? [] : [{ index, name, part }]
        }),
    country: mapped.find(({ field }) => field === 'country')?.index ?? -1,
    tells: Object.fromEntries(
      Object.entries(TELLS).map(([telling, fields]) => [
        telling,
        mapped.filter(({ field }) => field !== null && fields.includes(field)).map(({ index }) => index),
      ]),
    ) as Plan['tells'],
  }
}
