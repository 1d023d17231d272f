import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Contract } from './contract-terms.ts'
import type { ProviderDatabase, ProviderTransaction } from './provider-dependencies.ts'
import type { ProviderTables } from './tables.ts'

/** Contracts of one provider or of all, oldest first. */
export function listContracts(db: ProviderDatabase | ProviderTransaction, provider?: string): Promise<Contract[]> {
  let rows = (db as Kysely<ProviderTables>)
    .selectFrom('contracts')
    .select(['id', 'provider', 'territory', 'resale', 'ended_at', 'written_at'])
    .select([
      sql<string>`to_char(starts_on, 'YYYY-MM-DD')`.as('starts_on'),
      sql<string | null>`to_char(ends_on, 'YYYY-MM-DD')`.as('ends_on'),
    ])
  if (provider !== undefined) rows = rows.where('provider', '=', provider)
  return rows.orderBy('contracts.starts_on').orderBy('written_at').orderBy('id').execute()
}
