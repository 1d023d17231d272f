import type { LinkColumn, LinkInput, Role } from './link-input.ts'

/** A record for tests: texts by role, and the units it occurs in. */
export type LinkRecord = Partial<Record<Role, string>> & { units?: number[]; weight?: number }

/** Builds an input for tests from plain records. */
export function aLinkInput(records: LinkRecord[]): LinkInput {
  const roles = [...new Set(records.flatMap((record) => Object.keys(record)))].filter(
    (key) => key !== 'units' && key !== 'weight',
  )
  const columns = roles.sort().map((role): LinkColumn => {
    const values = ['']
    const codes = records.map((record) => {
      const text = record[role as Role] ?? ''
      const known = values.indexOf(text)
      return known >= 0 ? known : values.push(text) - 1
    })
    return { role: role as Role, values, codes: Uint32Array.from(codes) }
  })
  const units = records.map((record) => (record.units ?? []).toSorted((a, b) => a - b))
  const unitStarts = new Uint32Array(records.length + 1)
  units.forEach((list, i) => (unitStarts[i + 1] = unitStarts[i] + list.length))
  return {
    count: records.length,
    columns,
    weights: Uint32Array.from(records, (record) => record.weight ?? Math.max(1, record.units?.length ?? 0)),
    unitStarts,
    units: Uint32Array.from(units.flat()),
  }
}
