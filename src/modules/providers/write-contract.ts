import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { recordAudit } from '../audit/index.ts'
import { overOf } from './contract-terms.ts'
import type { Contract } from './contract-terms.ts'
import { listContracts } from './list-contracts.ts'
import { lockProvider } from './lock-provider.ts'
import { noteStanding } from './note-standing.ts'
import type { ProviderDependencies } from './provider-dependencies.ts'

type NewContract = {
  provider: string
  /** First day (default: today). */
  starts?: string | undefined
  ends: string | null
  territory: string[] | null
  resale: boolean
  actor: string
}

/**
 * Writes a contract down, the first one or a renewal; gives its id. Throws `not_found`, `bad_input` when it ends before it
 * begins, `conflict` when another one holds on any of its days.
 */
export async function writeContract(
  { db, clock }: ProviderDependencies,
  { provider, starts, ends, territory, resale, actor }: NewContract,
): Promise<string> {
  const now = clock.now()
  const first = starts ?? now.toISOString().slice(0, 10)
  if (ends !== null && ends <= first) {
    const detail = 'A contract ends after its first day.'
    throw new AppError('bad_input', detail, { errors: [{ pointer: '/body/ends', detail }] })
  }
  const id = newId({ clock })
  const countries = territory && [...new Set(territory)].sort()
  await db.transaction().execute(async (trx) => {
    await lockProvider(trx, provider)
    refuseOverlap(await listContracts(trx, provider), { first, ends })
    const days = { starts_on: first, ends_on: ends }
    const written = { written_at: now, written_by: actor }
    await trx
      .insertInto('contracts')
      .values({ id, provider, ...days, territory: countries, resale, ended_at: null, ...written })
      .execute()
    const detail = { contract: id, starts: first, ends, territory: countries, resale }
    await recordAudit(trx, { actor, action: 'provider.contract', subject: `provider:${provider}`, detail })
    await noteStanding(trx, { id: provider, now, actor })
  })
  return id
}

/** One contract at a time. One that was ended within a day may be followed on that day. */
function refuseOverlap(contracts: readonly Contract[], { first, ends }: { first: string; ends: string | null }): void {
  for (const contract of contracts) {
    const over = overOf(contract)?.toISOString().slice(0, 10) ?? null
    const never = over !== null && over <= contract.starts_on && contract.ended_at !== null
    if (never || (over !== null && over <= first) || (ends !== null && ends <= contract.starts_on)) continue
    const until = over === null ? 'until it is ended' : `until ${over}`
    const detail = `Another contract holds from ${contract.starts_on} ${until}. End it first, or begin later.`
    throw new AppError('conflict', detail, { errors: [{ pointer: '/body/starts', detail }] })
  }
}
