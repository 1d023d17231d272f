import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import kept from './kept.json' with { type: 'json' }
import type { UsageTables } from './tables.ts'

/** How long usage is kept, in months; a month goes as a whole when its last day is older. */
export const keptMonths = kept.keptMonths

/** Adds the months to come and drops those that are kept long enough; gives how many of each. */
export async function keepUsage(db: Kysely<UsageTables>, now: Date): Promise<{ added: number; dropped: number }> {
  const { rows } = await sql<{ added: number; dropped: number }>`
    SELECT added, dropped FROM keep_usage(${now}, ${kept.keptMonths}, ${kept.monthsAhead})`.execute(db)
  return rows[0] ?? { added: 0, dropped: 0 }
}
