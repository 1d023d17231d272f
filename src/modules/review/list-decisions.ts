import type { Kysely } from 'kysely'
import type { HandDecision } from '../../refinery/index.ts'
import type { ReviewTables } from './tables.ts'

/** A decision as it is kept. */
export type Decision = HandDecision & {
  number: number
  contacts: string[]
  why: string | null
  decided_at: Date
  decided_by: string
  undone_at: Date | null
  undone_by: string | null
}

/** All decisions, oldest first; undone ones as well. */
export async function listDecisions(db: Kysely<ReviewTables>): Promise<Decision[]> {
  const rows = await db.selectFrom('decisions').selectAll().orderBy('number').execute()
  return rows.map((row) => ({ ...row, number: Number(row.number) }))
}

/** What builds obey. */
export async function decisionsInForce(db: Kysely<ReviewTables>): Promise<Decision[]> {
  return (await listDecisions(db)).filter(({ undone_at }) => undone_at === null)
}
