import type { Selectable } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { ContributionDatabase, ContributionsTable, ContributionTransaction } from './tables.ts'

export type Contribution = Selectable<ContributionsTable>

/** A contribution of an account. Throws `not_found`, for that of another account as for none. */
export async function getContribution(
  db: ContributionDatabase | ContributionTransaction,
  { account, id, lock = false }: { account: string; id: string; lock?: boolean },
): Promise<Contribution> {
  let query = db.selectFrom('contributions').selectAll().where('id', '=', id).where('account', '=', account)
  if (lock) query = query.forUpdate()
  const found = await query.executeTakeFirst()
  if (!found) throw new AppError('not_found', 'There is no contribution with this id.')
  return found
}
