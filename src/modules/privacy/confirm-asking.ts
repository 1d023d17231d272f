import type { RequestRow } from './find-request.ts'
import { recordStep } from './open-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { closing } from './work-on-request.ts'

/**
 * Notes that somebody opened the link of their letter, once. Whoever asked what is held has been shown it, which is the
 * answer; whoever asked for anything else is known to be who they say, and a person goes on with it.
 */
export async function confirmAsking(
  { db, clock }: Pick<PrivacyDependencies, 'db' | 'clock'>,
  request: RequestRow,
): Promise<void> {
  if (request.state !== 'unconfirmed') return
  await db.transaction().execute(async (trx) => {
    const isAnswer = request.kind === 'access'
    const confirmed = await trx
      .updateTable('requests')
      .set(isAnswer ? closing(request, 'done', { clock }) : { state: 'open' })
      .where('id', '=', request.id)
      .where('state', '=', 'unconfirmed')
      .executeTakeFirst()
    if (confirmed.numUpdatedRows > 0n)
      await recordStep(trx, { request, actor: 'person', kind: isAnswer ? 'shown' : 'confirmed' }, clock)
  })
}
