import { AppError } from '../../platform/errors/index.ts'
import type { ProviderTransaction } from './provider-dependencies.ts'
import type { ProviderTables } from './tables.ts'
import type { Selectable } from 'kysely'

/** The row of a provider, for which whoever changes its contracts next waits. Throws `not_found`. */
export async function lockProvider(
  trx: ProviderTransaction,
  id: string,
): Promise<Selectable<ProviderTables['providers']>> {
  const found = await trx.selectFrom('providers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw new AppError('not_found', 'There is no provider with this id.')
  return found
}
