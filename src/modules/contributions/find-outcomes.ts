import { AppError } from '../../platform/errors/index.ts'
import { outcomesOf } from '../../refinery/index.ts'

/** `new` or `confirmed` by row, for the rows of a batch that an edition was built with; null when nobody knows any more. */
export async function findOutcomes(
  data: string,
  edition: string,
  batch: string,
): Promise<Map<number, 'new' | 'confirmed'> | null> {
  const outcomes = await outcomesOf(data, edition, batch).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  })
  return outcomes && new Map(outcomes.map(({ row, state }) => [row, state]))
}
