import { sql } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { Contract } from './contract-terms.ts'
import { listContracts } from './list-contracts.ts'
import type { ProviderDependencies } from './provider-dependencies.ts'

/** A provider with all that was agreed, and what it delivered so far. */
export type ProviderRecord = {
  id: string
  name: string
  created_at: Date
  contracts: Contract[]
  batches: number
  rows: number
  delivered: Date | null
}

/** Providers by name. */
export async function listProviders({ db }: Pick<ProviderDependencies, 'db'>): Promise<ProviderRecord[]> {
  return readProviders(db)
}

/** One provider. Throws `not_found`. */
export async function getProvider({ db }: Pick<ProviderDependencies, 'db'>, id: string): Promise<ProviderRecord> {
  const [found] = await readProviders(db, id)
  if (!found) throw new AppError('not_found', 'There is no provider with this id.')
  return found
}

async function readProviders(db: ProviderDependencies['db'], id?: string): Promise<ProviderRecord[]> {
  let query = db
    .selectFrom('providers as p')
    .leftJoin('provider_batches as b', (join) => join.onRef('b.provider', '=', 'p.id').on('b.state', '=', 'there'))
    .select(['p.id', 'p.name', 'p.created_at'])
    .select([
      sql<string>`count(b.id)`.as('batches'),
      sql<string>`coalesce(sum(b.rows), 0)`.as('rows'),
      sql<Date | null>`max(b.delivered_at)`.as('delivered'),
    ])
    .groupBy('p.id')
  if (id !== undefined) query = query.where('p.id', '=', id)
  const found = await query
    .orderBy(sql`lower(p.name)`)
    .orderBy('p.id')
    .execute()
  const contracts = Map.groupBy(await listContracts(db, id), ({ provider }) => provider)
  return found.map((row) => ({
    ...row,
    batches: Number(row.batches),
    rows: Number(row.rows),
    contracts: contracts.get(row.id) ?? [],
  }))
}
