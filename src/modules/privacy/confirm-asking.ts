import type { RequestRow } from './find-request.ts'
import { recordStep } from './open-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { dayOf, eraseDay } from './request-clock.ts'

/** Notes that somebody opened the link of their letter: the data was shown, which is the answer. Once. */
export async function confirmAsking(
  { db, clock }: Pick<PrivacyDependencies, 'db' | 'clock'>,
  request: RequestRow,
): Promise<void> {
  if (request.state !== 'unconfirmed') return
  await db.transaction().execute(async (trx) => {
    const now = clock.now()
    const closed = await trx
      .updateTable('requests')
      .set({ state: 'closed', outcome: 'done', closed_at: now, erase_on: eraseDay(request.law, dayOf(now)) })
      .where('id', '=', request.id)
      .where('state', '=', 'unconfirmed')
      .executeTakeFirst()
    if (closed.numUpdatedRows > 0n) await recordStep(trx, { request, actor: 'person', kind: 'shown' }, clock)
  })
}
