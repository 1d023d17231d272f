import { sql } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { StaffRole } from '../../platform/http/index.ts'
import { act, takeTurns } from './account-dependencies.ts'
import type { AccountDependencies } from './account-dependencies.ts'
import { createOrganisation, createUser, findUser } from './create-user.ts'
import { OPERATOR_HOURS, makePasswordLink } from './set-password.ts'
import type { AccountDatabase, AccountTransaction } from './tables.ts'

/** Whether somebody runs the instance. */
export async function hasOperator(db: AccountDatabase | AccountTransaction): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    SELECT EXISTS (SELECT FROM staff WHERE role = 'operator') AS found`.execute(db)
  return rows[0]?.found ?? false
}

type NewOperator = {
  name: string
  email: string
  organisation: string
  /** In clear; null gives a link to set one. */
  password: string | null
  /** Who does it: `local` or `system`. */
  actor: string
  /** Only when there is no operator yet. */
  first: boolean
}

/**
 * Makes somebody operator: a new user with an organisation, or the user who has the address. Gives the token of a link to
 * set a password when none was given. Throws `conflict` when there is one already and only the first was asked for.
 */
export async function createOperator(
  { name, email, organisation, password, actor, first }: NewOperator,
  { db, clock, auth }: Pick<AccountDependencies, 'db' | 'clock' | 'auth'>,
): Promise<{ user: string; token: string | null }> {
  const hash = password === null ? null : await auth.hash(password)
  return act(db, actor, async (trx) => {
    await takeTurns(trx, 'staff')
    if (first && (await hasOperator(trx))) throw new AppError('conflict', 'There is an operator already. Sign in.')
    const known = await findUser(trx, email)
    if (known && hash !== null)
      throw new AppError('conflict', 'There is an account with this address already; its password stays what it is.')
    const user = known?.id ?? (await createUser(trx, { name, email, password: hash, clock }))
    if (!known) await createOrganisation(trx, { name: organisation, owner: user, clock })
    await trx
      .insertInto('staff')
      .values({ user_id: user, role: 'operator' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const token = hash === null ? await makePasswordLink(trx, { user, hours: OPERATOR_HOURS, clock }) : null
    return { user, token }
  })
}

/** Gives a user these roles of the instance and no others. Somebody must stay operator. Their sessions go on. */
export async function setStaffRoles(
  { user, roles, actor }: { user: string; roles: StaffRole[]; actor: string },
  { db }: Pick<AccountDependencies, 'db'>,
): Promise<void> {
  await act(db, actor, async (trx) => {
    await takeTurns(trx, 'staff')
    const known = await trx.selectFrom('users').select('id').where('id', '=', user).executeTakeFirst()
    if (!known) throw new AppError('not_found', 'There is no user with this id.')
    let others = trx.deleteFrom('staff').where('user_id', '=', user)
    if (roles.length > 0) others = others.where('role', 'not in', roles)
    await others.execute()
    if (roles.length > 0) {
      await trx
        .insertInto('staff')
        .values(roles.map((role) => ({ user_id: user, role })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    if (!(await hasOperator(trx)))
      throw new AppError('conflict', 'Somebody must stay operator: make another one first.')
  })
}

type Person = { id: string; email: string }

/** The next users after an id, in the order of ids. */
export function listPeople(
  db: AccountDatabase,
  { after, limit }: { after: string | null; limit: number },
): Promise<Person[]> {
  let users = db.selectFrom('users').select(['id', 'email']).orderBy('id').limit(limit)
  if (after !== null) users = users.where('id', '>', after)
  return users.execute()
}

/** Who runs the instance. */
export function listOperators(db: AccountDatabase): Promise<Person[]> {
  return db
    .selectFrom('staff')
    .innerJoin('users', 'users.id', 'staff.user_id')
    .select(['users.id', 'users.email'])
    .where('staff.role', '=', 'operator')
    .orderBy('users.id')
    .execute()
}
