import fields from './fields.json' with { type: 'json' }
import type { ContactRow } from './privacy-dependencies.ts'

/** A field that may be held of a person. */
export type HeldField = {
  field: string
  label: string
  /** Column with how sure the edition is, in per mille. */
  confidence: string | null
  /** Fields that are chosen and hidden together have the same. */
  group: string
  /** What the column of a file is called that feeds it; null where the field is made of others. */
  feeds: string | null
}

/** Every field that a page shows to the person. */
export const heldFields: HeldField[] = fields

/** What a row holds in a field, as text; empty when it holds nothing. */
export function valueOf(row: ContactRow, field: string): string {
  const value = row[field]
  if (typeof value === 'string') return value.replaceAll('\u001F', ' · ')
  if (Array.isArray(value)) return value.map((each) => String(each).replaceAll('\u001F', ' · ')).join('; ')
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
