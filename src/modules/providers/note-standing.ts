import { recordAudit } from '../audit/index.ts'
import { standingOf } from './contract-terms.ts'
import { listContracts } from './list-contracts.ts'
import { lockProvider } from './lock-provider.ts'
import type { ProviderDependencies, ProviderTransaction } from './provider-dependencies.ts'

type Noted = { id: string; now: Date; actor: string }

/** Writes down where a provider stands now, and in the trail if that is another place than before. Gives whether it is. */
export async function noteStanding(trx: ProviderTransaction, { id, now, actor }: Noted): Promise<boolean> {
  const before = await lockProvider(trx, id)
  const state = standingOf(await listContracts(trx, id), now)
  if (state === before.state) return false
  await trx.updateTable('providers').set({ state }).where('id', '=', id).execute()
  const detail = { from: before.state, to: state }
  await recordAudit(trx, { actor, action: 'provider.standing', subject: `provider:${id}`, detail })
  return true
}

/** Writes down what the time has brought: contracts that have begun or ended. Gives how many providers stand elsewhere. */
export async function noteStandings({ db, clock }: ProviderDependencies): Promise<number> {
  const now = clock.now()
  const contracts = Map.groupBy(await listContracts(db), ({ provider }) => provider)
  const providers = await db.selectFrom('providers').select(['id', 'state']).orderBy('id').execute()
  let changed = 0
  for (const { id, state } of providers) {
    if (standingOf(contracts.get(id) ?? [], now) === state) continue
    if (await db.transaction().execute((trx) => noteStanding(trx, { id, now, actor: 'system' }))) changed += 1
  }
  return changed
}
