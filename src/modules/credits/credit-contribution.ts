import type { Clock } from '../../platform/clock/index.ts'
import { recordAudit } from '../audit/index.ts'
import { book, lockBalance } from './book.ts'
import type { LedgerDatabase } from './credit-dependencies.ts'
import prices from './prices.json' with { type: 'json' }

export type Contribution = {
  account: string
  batch: string
  edition: string
  /** Rows that the build found confirmed by others, and rows that were new. */
  confirmed: number
  added: number
}

/**
 * Credits what a build confirmed or added of a batch: once for each batch, whatever is asked how often. Gives the
 * credits booked now, 0 where there was nothing to book or it was booked before.
 */
export function creditContribution(
  { db, clock }: { db: LedgerDatabase; clock: Clock },
  { account, batch, edition, confirmed, added }: Contribution,
): Promise<number> {
  const credits = confirmed * prices.contribution.confirmed + added * prices.contribution.added
  if (credits === 0) return Promise.resolve(0)
  return db.transaction().execute(async (trx) => {
    await lockBalance(trx, account)
    const key = `contribution:${account}:${batch}`
    const detail = { batch, edition, confirmed, added }
    const booked = await book(trx, { account, kind: 'contribution', key, credits, actor: 'system', detail, clock })
    if (!booked) return 0
    const subject = `batch:${batch}`
    await recordAudit(trx, { actor: 'system', action: 'contribution.credit', subject, detail: { account, credits } })
    return credits
  })
}
