import { AppError } from '../../platform/errors/index.ts'
import { outcomesOf } from '../../refinery/index.ts'

/** What an edition made of the rows of a batch, by row. */
export type Outcomes = Map<number, 'new' | 'confirmed'>

/** Batches that are asked for at once. */
const AT_ONCE = 500

/**
 * What an edition made of the rows of batches, by batch; empty for a batch that it was not built with. Null when nobody knows
 * any more.
 */
export async function findOutcomes(
  data: string,
  edition: string,
  batches: readonly string[],
): Promise<Map<string, Outcomes> | null> {
  const found = new Map(batches.map((batch): [string, Outcomes] => [batch, new Map()]))
  for (let from = 0; from < batches.length; from += AT_ONCE) {
    const rows = await outcomesOf(data, edition, batches.slice(from, from + AT_ONCE)).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'unavailable') return null
      throw error
    })
    if (!rows) return null
    for (const { batch, row, state } of rows) found.get(batch)?.set(row, state)
  }
  return found
}
