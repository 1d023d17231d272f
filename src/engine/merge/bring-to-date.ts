import { decayed, type ConfidentField } from './decay.ts'
import { overallConfidence } from './overall-confidence.ts'

/** What decay needs to know of a contact's row; columns that it does not have, or that are hidden, may be absent. */
type Row = Record<string, unknown>

const fields: ConfidentField[] = ['name', 'title', 'company', 'email', 'phone', 'address']

/** A contact's row with its confidences, which are those of the edition's date, brought to so many days later. */
export function bringToDate(row: Row, days: number): Row {
  if (days <= 0) return row
  const job = { level: textOf(row['level']), function: textOf(row['function']) }
  const later: Row = { ...row }
  for (const field of fields) {
    const confidence = row[`confidence_${field}`]
    if (typeof confidence === 'number') later[`confidence_${field}`] = decayed(confidence, { field, job, days })
  }
  const of = (field: ConfidentField) => numberOf(later[`confidence_${field}`])
  const name = of('name')
  if (typeof row['confidence'] !== 'number' || name === null) return later
  return { ...later, confidence: overallConfidence(name, [of('company'), of('email'), of('phone')]) }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
