import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { DecisionDependencies } from './review-dependencies.ts'

/** Takes a decision back: the next build is as if it had never been. Throws `not_found`, `conflict` when it is undone already. */
export async function undoDecision(
  { db, clock }: DecisionDependencies,
  { number, actor }: { number: number; actor: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const done = await trx
      .updateTable('decisions')
      .set({ undone_at: clock.now(), undone_by: actor })
      .where('number', '=', String(number))
      .where('undone_at', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) {
      const found = await trx.selectFrom('decisions').select('number').where('number', '=', String(number)).execute()
      if (found.length === 0) throw new AppError('not_found', `There is no decision ${number}.`)
      throw new AppError('conflict', `Decision ${number} is undone already.`)
    }
    await recordAudit(trx, { actor, action: 'review.undo', subject: `decision:${number}` })
  })
}
