import type { Clock } from '../../platform/clock/index.ts'
import { recordAudit } from '../audit/index.ts'
import { book } from './book.ts'
import type { LedgerDatabase } from './credit-dependencies.ts'
import { settle } from './settle.ts'

type Adjustment = { account: string; credits: number; reason: string; key: string; actor: string }

/** Corrects a balance by hand, once for each key. Throws `conflict` when there are not as many credits to take. */
export async function adjust(
  { db, clock }: { db: LedgerDatabase; clock: Clock },
  { account, credits, reason, key, actor }: Adjustment,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await settle(trx, { account, clock })
    const booking = { account, kind: 'adjustment', key: `adjustment:${account}:${key}`, credits, actor, clock } as const
    if (!(await book(trx, { ...booking, detail: { reason } }))) return
    await recordAudit(trx, { actor, action: 'credits.adjust', subject: `account:${account}`, detail: { credits } })
  })
}
