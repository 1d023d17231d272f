import type { Kysely } from 'kysely'
import type { HandDecision } from '../../refinery/index.ts'
import { openSeal } from './open-seal.ts'
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

type Place = { db: Kysely<ReviewTables>; /** The data directory, which has the key of digests. */ data: string }

/** All decisions, oldest first; undone ones as well. Throws `unavailable` when the key under which they were made is missing. */
export async function listDecisions({ db, data }: Place): Promise<Decision[]> {
  const rows = await db.selectFrom('decisions').selectAll().orderBy('number').execute()
  if (rows.length === 0) return []
  const { open } = await openSeal(data, { create: false })
  return rows.map((row) => ({ ...row, number: Number(row.number), a: row.a.map(open), b: row.b.map(open) }))
}

/** What builds obey. */
export async function decisionsInForce(place: Place): Promise<Decision[]> {
  return (await listDecisions(place)).filter(({ undone_at }) => undone_at === null)
}
