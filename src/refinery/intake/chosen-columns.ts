import type { Field } from './field.ts'
import { mapColumns } from './map-columns.ts'
import { openTable } from './open-table.ts'

/**
 * The columns of a file to which a mapping gives another meaning than they would have by themselves, as `[column, field]` in
 * the order of the file. Empty where a mapping only confirms. Throws like `openTable`.
 */
export async function chosenColumns(
  path: string,
  mapping: Record<string, Field | null> | undefined,
): Promise<[string, Field | null][]> {
  if (!mapping) return []
  const table = await openTable(path)
  const guessed = mapColumns(table.columns, table.sample)
  return mapColumns(table.columns, table.sample, mapping)
    .filter(({ field }, at) => field !== guessed[at].field)
    .map(({ column, field }) => [column, field])
}
