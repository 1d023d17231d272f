import { sql } from 'kysely'
import type { ContributionDatabase } from './tables.ts'

/** Batches and single rows that were taken back. */
export type Withdrawn = { batches: string[]; rows: { batch: string; row: number }[] }

/** What was taken back and is not to be built from or shown; a batch that was given again counts as given. */
export async function withdrawnOf(db: ContributionDatabase): Promise<Withdrawn> {
  const [batches, rows] = await Promise.all([
    sql<{ batch: string }>`
      SELECT batch FROM contributions GROUP BY batch HAVING bool_and(state = 'taken-back') ORDER BY batch`.execute(db),
    sql<{ batch: string; row: number }>`
      SELECT c.batch, r.row::float8 AS row FROM taken_back_rows r JOIN contributions c ON c.id = r.contribution
      WHERE c.state <> 'taken-back' ORDER BY c.batch, r.row`.execute(db),
  ])
  return { batches: batches.rows.map(({ batch }) => batch), rows: rows.rows }
}
