import { sql } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { HandDecision } from '../../refinery/index.ts'
import { recordAudit } from '../audit/index.ts'
import { findClash } from './find-clash.ts'
import { decisionsInForce } from './list-decisions.ts'
import { openSeal } from './open-seal.ts'
import type { DecisionDependencies } from './review-dependencies.ts'

export type NewDecision = HandDecision & {
  /** What the contacts are called now. */
  contacts: readonly string[]
  why?: string | undefined
  actor: string
}

/**
 * Writes a decision down: every build from the next one obeys it. Gives its number.
 * Throws `bad_input` for an empty side or a record on both, `conflict` when it contradicts one that is in force.
 */
export async function decide({ db, clock, data }: DecisionDependencies, decision: NewDecision): Promise<number> {
  const { verdict, contacts, why, actor } = decision
  const [a, b] = [decision.a, decision.b].map((side) => [...new Set(side)].sort())
  if (a.length === 0 || b.length === 0)
    throw new AppError('bad_input', 'Both sides need a record: choose some of the records, not all of them.')
  if (a.some((digest) => b.includes(digest))) throw new AppError('bad_input', 'A record is on both sides. Choose one.')
  const { seal } = await openSeal(data, { create: true })
  return db.transaction().execute(async (trx) => {
    // Two decisions at once could contradict each other.
    await sql`SELECT pg_advisory_xact_lock(hashtext('intake.decisions'))`.execute(trx)
    const clash = findClash(await decisionsInForce({ db: trx, data }), { verdict, a, b })
    if (clash !== null)
      throw new AppError(
        'conflict',
        `Decision ${clash} says the opposite. Undo it first: fairlist decisions undo ${clash}`,
      )
    const { number } = await trx
      .insertInto('decisions')
      .values({
        verdict,
        a: a.map(seal),
        b: b.map(seal),
        contacts: [...contacts],
        why: why ?? null,
        decided_at: clock.now(),
        decided_by: actor,
      })
      .returning('number')
      .executeTakeFirstOrThrow()
    const detail = { verdict, contacts }
    await recordAudit(trx, { actor, action: 'review.decide', subject: `decision:${number}`, detail })
    return Number(number)
  })
}
