import { AppError } from '../../platform/errors/index.ts'
import type { UserPrincipal } from '../../platform/http/index.ts'
import { act, takeTurns } from './account-dependencies.ts'
import type { AccountDependencies } from './account-dependencies.ts'
import type { AccountTransaction, MemberRole } from './tables.ts'

type Change = { by: UserPrincipal; user: string }

/** Changes the role of somebody in one's organisation. Throws `not_found`, and `conflict` when no owner would be left. */
export async function changeRole(
  { by, user, role }: Change & { role: MemberRole },
  { db }: AccountDependencies,
): Promise<void> {
  await changeMember({ by, user }, { db }, (trx, organisation) =>
    trx
      .updateTable('members')
      .set({ role })
      .where('organization_id', '=', organisation)
      .where('user_id', '=', user)
      .returning('id')
      .execute(),
  )
}

/** Takes somebody out of one's organisation; their account stays. Throws as `changeRole` does. */
export async function removeMember({ by, user }: Change, { db }: AccountDependencies): Promise<void> {
  await changeMember({ by, user }, { db }, (trx, organisation) =>
    trx
      .deleteFrom('members')
      .where('organization_id', '=', organisation)
      .where('user_id', '=', user)
      .returning('id')
      .execute(),
  )
}

async function changeMember(
  { by }: Change,
  { db }: Pick<AccountDependencies, 'db'>,
  change: (trx: AccountTransaction, organisation: string) => Promise<{ id: string }[]>,
): Promise<void> {
  const organisation = by.organisation ?? ''
  await act(db, `user:${by.user}`, async (trx) => {
    await takeTurns(trx, `organisation ${organisation}`)
    const changed = await change(trx, organisation)
    if (changed.length === 0) throw new AppError('not_found', 'Nobody with this id is in your organisation.')
    const owner = await trx
      .selectFrom('members')
      .select('id')
      .where('organization_id', '=', organisation)
      .where('role', '=', 'owner')
      .limit(1)
      .executeTakeFirst()
    if (!owner) throw new AppError('conflict', 'Somebody must stay owner: make another one first.')
  })
}
