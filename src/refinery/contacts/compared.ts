import type { Role } from '../../engine/match/index.ts'

/** What linking compares of people: a column of `compared`, and its role in the model. */
export const COMPARED: { column: string; role: Role }[] = [
  { column: 'first', role: 'given' },
  { column: 'middle', role: 'middle' },
  { column: 'last', role: 'family' },
  { column: 'suffix', role: 'suffix' },
  { column: 'email1', role: 'email' },
  { column: 'email2', role: 'email' },
  { column: 'phone1', role: 'phone' },
  { column: 'phone2', role: 'phone' },
  { column: 'phone3', role: 'phone' },
  { column: 'address1', role: 'address' },
  { column: 'address2', role: 'address' },
  { column: 'company', role: 'organisation' },
  { column: 'unit', role: 'unit' },
]
