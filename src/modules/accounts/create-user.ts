import type { Clock } from '../../platform/clock/index.ts'
import { newId } from '../../platform/ids/index.ts'
import type { AccountTransaction, MemberRole } from './tables.ts'

type NewUser = {
  name: string
  /** In lower case, and proven to be theirs. */
  email: string
  /** Hashed; null when it is set later, by a link. */
  password: string | null
  clock: Clock
}

/** Writes a user whose address is proven, in the caller's transaction; gives the id. */
export async function createUser(trx: AccountTransaction, user: NewUser): Promise<string> {
  const { name, email, password, clock } = user
  const times = { created_at: clock.now(), updated_at: clock.now() }
  const id = newId({ clock })
  await trx
    .insertInto('users')
    .values({ id, name, email, email_verified: true, ...times })
    .execute()
  if (password !== null) await setCredential(trx, { user: id, password, clock })
  return id
}

/** Sets the password of a user, who had one or not. */
export async function setCredential(
  trx: AccountTransaction,
  { user, password, clock }: { user: string; password: string; clock: Clock },
): Promise<void> {
  const now = clock.now()
  await trx
    .insertInto('credentials')
    .values({
      id: newId({ clock }),
      account_id: user,
      provider_id: 'credential',
      user_id: user,
      password,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password, updated_at: now }),
    )
    .execute()
}

/** Writes an organisation with its first owner; gives the id. */
export async function createOrganisation(
  trx: AccountTransaction,
  { name, owner, clock }: { name: string; owner: string; clock: Clock },
): Promise<string> {
  const id = newId({ clock })
  await trx.insertInto('organizations').values({ id, name, slug: id, created_at: clock.now() }).execute()
  await addMember(trx, { organisation: id, user: owner, role: 'owner', clock })
  return id
}

/** Makes a user a member of an organisation; who is one already stays what they are. */
export async function addMember(
  trx: AccountTransaction,
  { organisation, user, role, clock }: { organisation: string; user: string; role: MemberRole; clock: Clock },
): Promise<void> {
  await trx
    .insertInto('members')
    .values({ id: newId({ clock }), organization_id: organisation, user_id: user, role, created_at: clock.now() })
    .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doNothing())
    .execute()
}

/** The user with an address; undefined when there is none. */
export function findUser(trx: AccountTransaction, email: string): Promise<{ id: string; name: string } | undefined> {
  return trx.selectFrom('users').select(['id', 'name']).where('email', '=', email).executeTakeFirst()
}
