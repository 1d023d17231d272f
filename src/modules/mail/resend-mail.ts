import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import { getMail } from './list-mails.ts'
import type { MailTables } from './tables.ts'

type Options = { id: string; actor: string; clock: Clock }

/** Queues a mail that has failed once more, with all its tries before it. Throws `conflict` when it has not failed. */
export async function resendMail(db: Kysely<MailTables>, { id, actor, clock }: Options): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { state } = await getMail(trx, id)
    const queued = await trx
      .updateTable('mails')
      .set({ state: 'queued', attempts: 0, due_at: clock.now(), settled_at: null })
      .where('id', '=', id)
      .where('state', '=', 'failed')
      .executeTakeFirst()
    if (queued.numUpdatedRows === 0n)
      throw new AppError('conflict', `Only a mail that has failed is sent again; this one is ${state}.`)
    await recordAudit(trx, { actor, action: 'mail.resend', subject: `mail:${id}` })
  })
}
