import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { SuppressionTables } from './tables.ts'

/**
 * The next number of a stop or a request, `R-2026-000123`: without gaps in a year, as it is given back when the
 * transaction fails. Whoever takes one lets everybody else wait until they commit: take it late.
 */
export async function nextNumber<Tables>(trx: Transaction<Tables>, clock: Clock): Promise<string> {
  const year = clock.now().getUTCFullYear()
  const { last } = await (trx as unknown as Transaction<SuppressionTables>)
    .insertInto('numbers')
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ last: sql<number>`numbers.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return `R-${year}-${String(last).padStart(6, '0')}`
}
