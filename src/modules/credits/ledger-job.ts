import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import type { CreditDependencies } from './credit-dependencies.ts'
import { settle } from './settle.ts'

/** Days for which the answer to an Idempotency-Key is kept. */
const KEPT_DAYS = 30

type Dependencies = Pick<CreditDependencies, 'db' | 'clock'>

/** Books what the time has brought for every account: each in a transaction of its own, none twice. Gives how many there are. */
export async function settleAccounts({ db, clock }: Dependencies, signal?: AbortSignal): Promise<number> {
  const { rows } = await sql<{ account: string }>`
    SELECT account FROM subscriptions WHERE state = 'running'
    UNION SELECT account FROM lots WHERE remaining > 0 AND expires_at <= ${clock.now()} ORDER BY account`.execute(db)
  for (const { account } of rows) {
    if (signal?.aborted) break
    await db.transaction().execute((trx) => settle(trx, { account, clock }))
  }
  const before = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000)
  await db.deleteFrom('answers').where('at', '<', before).execute()
  return rows.length
}

const Nothing = z.object({})
export type LedgerJob = Job<z.output<typeof Nothing>>

/** The job that books what the time brings; it runs by the hour. */
export function ledgerJob(dependencies: Dependencies): LedgerJob {
  return defineJob({
    name: 'settle-ledger',
    payload: Nothing,
    schedule: { cron: '2 * * * *', payload: {} },
    attempts: 5,
    limit: 3600,
    parallel: 1,
    run: async (_nothing, { signal, log }) => {
      const accounts = await settleAccounts(dependencies, signal)
      if (accounts > 0) log.info({ accounts }, 'ledger settled')
    },
  })
}
