import { z } from 'zod'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { selectRequests } from './find-request.ts'
import { recordStep } from './open-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { dayOf } from './request-clock.ts'
import { closing } from './work-on-request.ts'

const Nothing = z.object({})
export type KeepTimesJob = Job<z.output<typeof Nothing>>

type Dependencies = Pick<PrivacyDependencies, 'db' | 'clock'>

/** Days that a letter which is done with is kept: so that support can tell whether it went. */
const LETTER_DAYS = 30
const DAY = 86_400_000

/** Ends what has had its time: links nobody followed, papers of closed requests, letters. Every hour. */
export function keepTimesJob(dependencies: Dependencies): KeepTimesJob {
  return defineJob({
    name: 'keep-request-times',
    payload: Nothing,
    schedule: { cron: '23 * * * *', payload: {} },
    attempts: 3,
    limit: 300,
    parallel: 1,
    run: async () => {
      await expireLinks(dependencies)
      await erasePapers(dependencies)
      await eraseLetters(dependencies)
    },
  })
}

/** Closes requests whose link nobody followed in time. */
export async function expireLinks({ db, clock }: Dependencies): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const over = await selectRequests(trx)
      .where('state', '=', 'unconfirmed')
      .where('token_expires_at', '<=', clock.now())
      .forUpdate()
      .execute()
    for (const request of over) {
      await trx
        .updateTable('requests')
        .set(closing(request, 'expired', { clock }))
        .where('id', '=', request.id)
        .execute()
      await recordStep(trx, { request, actor: 'system', kind: 'expired' }, clock)
    }
  })
}

/** Deletes what closed requests say of people when the time for keeping it is over; the evidence stays. */
export async function erasePapers({ db, clock }: Dependencies): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const over = await selectRequests(trx)
      .where('state', '=', 'closed')
      .where('erase_on', '<=', dayOf(clock.now()))
      .where((eb) => eb.exists(eb.selectFrom('request_papers').select('id').whereRef('request', '=', 'requests.id')))
      .forUpdate()
      .execute()
    for (const request of over) {
      await trx.deleteFrom('request_papers').where('request', '=', request.id).execute()
      await trx.updateTable('requests').set({ contacts: [], address_mac: null }).where('id', '=', request.id).execute()
      await recordStep(trx, { request, actor: 'system', kind: 'erased' }, clock)
    }
  })
}

async function eraseLetters({ db, clock }: Dependencies): Promise<void> {
  await db
    .deleteFrom('mails')
    .where('settled_at', '<', new Date(clock.now().getTime() - LETTER_DAYS * DAY))
    .execute()
}
