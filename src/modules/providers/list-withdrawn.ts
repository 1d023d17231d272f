import { covers, stateOf } from './contract-terms.ts'
import type { Contract } from './contract-terms.ts'
import { listContracts } from './list-contracts.ts'
import type { ProviderDatabase, ProviderDependencies, Withdrawn } from './provider-dependencies.ts'

/** A delivery with the contract that it is used under now; null when there is none. */
export type StandingDelivery = { batch: string; provider: string; running: Contract | null }

/** Deliveries with what they are used under, by batch. Those of one provider or of all. */
export async function listStanding(
  { db, clock }: ProviderDependencies,
  provider?: string,
): Promise<StandingDelivery[]> {
  const now = clock.now()
  const contracts = await listContracts(db, provider)
  const byId = new Map(contracts.map((contract) => [contract.id, contract]))
  const running = new Map(
    contracts
      .filter((contract) => stateOf(contract, now) === 'running')
      .map((contract) => [contract.provider, contract]),
  )
  return (await listDeliveries(db, provider)).map(({ batch, provider: owner, contract }) => {
    const found = running.get(owner) ?? null
    const holds = found !== null && covers(found.territory, byId.get(contract)?.territory ?? null)
    return { batch, provider: owner, running: holds ? found : null }
  })
}

function listDeliveries(db: ProviderDatabase, provider?: string) {
  let rows = db.selectFrom('provider_batches').select(['batch', 'provider', 'contract']).where('state', '<>', 'lost')
  if (provider !== undefined) rows = rows.where('provider', '=', provider)
  return rows.orderBy('batch').execute()
}

/** What no contract covers now: left out of the next build, and hidden in the edition that is served. */
export async function withdrawnOf(dependencies: ProviderDependencies): Promise<Withdrawn> {
  const deliveries = await listStanding(dependencies)
  return { batches: deliveries.filter(({ running }) => running === null).map(({ batch }) => batch), rows: [] }
}

/** Deliveries whose contacts may not be sold: their contract forbids it, or none covers them. */
export async function unsaleableOf(dependencies: ProviderDependencies): Promise<string[]> {
  const deliveries = await listStanding(dependencies)
  return deliveries.filter(({ running }) => running?.resale !== true).map(({ batch }) => batch)
}
