import type { Selectable } from 'kysely'
import { listStanding } from './list-withdrawn.ts'
import { getProvider } from './list-providers.ts'
import type { ProviderDependencies } from './provider-dependencies.ts'
import type { ProviderBatchesTable } from './tables.ts'

/** A delivery, and whether a contract covers it now. */
export type ListedBatch = Selectable<ProviderBatchesTable> & { inForce: boolean }

/** Deliveries of a provider, newest first. Throws `not_found`. */
export async function listBatches(
  dependencies: ProviderDependencies,
  provider: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ total: number; rows: ListedBatch[]; next: string | null }> {
  const { batches: total } = await getProvider(dependencies, provider)
  const standing = await listStanding(dependencies, provider)
  const used = new Set(standing.filter(({ running }) => running !== null).map(({ batch }) => batch))
  let query = dependencies.db
    .selectFrom('provider_batches')
    .selectAll()
    .where('provider', '=', provider)
    .where('state', '=', 'there')
  // Ids are given in the order of time.
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const found = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit).map((row) => ({ ...row, inForce: used.has(row.batch) }))
  return { total, rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}
