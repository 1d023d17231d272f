import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import { overOf } from './contract-terms.ts'
import { listContracts } from './list-contracts.ts'
import { lockProvider } from './lock-provider.ts'
import { noteStanding } from './note-standing.ts'
import type { ProviderDependencies } from './provider-dependencies.ts'

type Ending = {
  provider: string
  contract: string
  /** First day on which it does not hold any more (default: this moment). */
  on?: string | undefined
  actor: string
}

/**
 * Ends a contract early, now or on a day to come; until it is over the day may be changed. Throws `not_found`, `conflict` when
 * it is over already, `bad_input` for a day that is past or later than agreed.
 */
export async function endContract(
  { db, clock }: ProviderDependencies,
  { provider, contract, on, actor }: Ending,
): Promise<void> {
  const now = clock.now()
  const over = on === undefined || on === now.toISOString().slice(0, 10) ? now : new Date(on)
  await db.transaction().execute(async (trx) => {
    await lockProvider(trx, provider)
    const found = (await listContracts(trx, provider)).find(({ id }) => id === contract)
    if (!found) throw new AppError('not_found', 'This provider has no such contract.')
    const before = overOf(found)
    if (before !== null && before <= now) throw new AppError('conflict', 'This contract is over already.')
    const wrong =
      over < now ? 'is past' : found.ends_on !== null && over > new Date(found.ends_on) ? 'is later than agreed' : null
    if (wrong !== null) {
      const detail = `The day ${wrong}. A contract ends early today or later.`
      throw new AppError('bad_input', detail, { errors: [{ pointer: '/body/on', detail }] })
    }
    await trx.updateTable('contracts').set({ ended_at: over }).where('id', '=', contract).execute()
    const detail = { contract, ended: over.toISOString() }
    await recordAudit(trx, { actor, action: 'provider.end', subject: `provider:${provider}`, detail })
    await noteStanding(trx, { id: provider, now, actor })
  })
}
