import type { Clock } from '../../platform/clock/index.ts'
import { queueMail } from '../mail/index.ts'
import { act } from './account-dependencies.ts'
import type { AccountDependencies } from './account-dependencies.ts'
import { findUser, setCredential } from './create-user.ts'
import { judgePassword } from './password-rules.ts'
import { hashToken, newToken } from './secret-token.ts'
import type { LinkState } from './sign-up.ts'
import type { AccountTransaction } from './tables.ts'

/** How long the link of a forgotten password works, in hours. */
export const FORGOTTEN_HOURS = 1
/** How long the link of a new operator works, in hours. */
export const OPERATOR_HOURS = 24
const LINKS_AN_HOUR = 3
const HOUR = 3_600_000

/** Sends a link to set a new password, when there is an account with this address. Who asks is not told whether. */
export async function requestPassword(email: string, { db, clock, origin }: AccountDependencies): Promise<void> {
  await act(db, 'anonymous', async (trx) => {
    const user = await findUser(trx, email)
    if (!user) return
    const { count } = await trx
      .selectFrom('one_time_links')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('user_id', '=', user.id)
      .where('created_at', '>', new Date(clock.now().getTime() - HOUR))
      .executeTakeFirstOrThrow()
    if (Number(count) >= LINKS_AN_HOUR) return
    const token = await makePasswordLink(trx, { user: user.id, hours: FORGOTTEN_HOURS, clock })
    const data = { link: `${origin()}/new-password/${token}`, hours: FORGOTTEN_HOURS }
    await queueMail(trx, { template: 'reset-password', kind: 'service', to: email, data, clock })
  })
}

/** Makes a link by which a user sets a password, once; gives its token. */
export async function makePasswordLink(
  trx: AccountTransaction,
  { user, hours, clock }: { user: string; hours: number; clock: Clock },
): Promise<string> {
  const { token, hash } = newToken()
  const now = clock.now()
  const expires_at = new Date(now.getTime() + hours * HOUR)
  await trx
    .insertInto('one_time_links')
    .values({ token_hash: hash, user_id: user, purpose: 'set-password', created_at: now, expires_at })
    .execute()
  return token
}

type Link = { state: LinkState; user: string | null }

/** What a link to set a password is good for, and whose it is. */
export async function findPasswordLink(
  token: string,
  { db, clock }: Pick<AccountDependencies, 'db' | 'clock'>,
): Promise<Link> {
  const row = await db
    .selectFrom('one_time_links')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  if (!row) return { state: 'unknown', user: null }
  if (row.used_at !== null) return { state: 'used', user: null }
  return row.expires_at <= clock.now() ? { state: 'expired', user: null } : { state: 'ready', user: row.user_id }
}

/** Sets the password by a link: once, ending all sessions and all other links. Gives what is wrong with the password, if anything. */
export async function setPasswordByLink(
  { token, password }: { token: string; password: string },
  dependencies: AccountDependencies,
): Promise<{ state: LinkState; mistake: string | null }> {
  const { db, auth } = dependencies
  const { state, user } = await findPasswordLink(token, dependencies)
  if (user === null) return { state, mistake: null }
  const mistake = judgePassword(password, await knownOf(db, user))
  if (mistake !== null) return { state, mistake }
  const hash = await auth.hash(password)
  return act(db, `user:${user}`, async (trx) => {
    const now = dependencies.clock.now()
    const taken = await trx
      .updateTable('one_time_links')
      .set({ used_at: now })
      .where('user_id', '=', user)
      .where('used_at', 'is', null)
      .returning('token_hash')
      .execute()
    if (!taken.some(({ token_hash }) => token_hash === hashToken(token))) return { state: 'used', mistake: null }
    await changePassword(trx, { user, password: hash, keep: null }, dependencies)
    return { state: 'ready', mistake: null }
  })
}

/** Changes the password of who is signed in and knows the old one; all other sessions end. Gives what is wrong, by field. */
export async function changeOwnPassword(
  { user, session, current, password }: { user: string; session: string; current: string; password: string },
  dependencies: AccountDependencies,
): Promise<{ field: 'current' | 'password'; mistake: string } | null> {
  const { db, auth } = dependencies
  const kept = await db
    .selectFrom('credentials')
    .select('password')
    .where('user_id', '=', user)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  if (!kept?.password || !(await auth.verify(kept.password, current)))
    return { field: 'current', mistake: 'This is not your present password.' }
  const mistake = judgePassword(password, await knownOf(db, user))
  if (mistake !== null) return { field: 'password', mistake }
  const hash = await auth.hash(password)
  await act(db, `user:${user}`, (trx) => changePassword(trx, { user, password: hash, keep: session }, dependencies))
  return null
}

async function changePassword(
  trx: AccountTransaction,
  { user, password, keep }: { user: string; password: string; keep: string | null },
  { clock, origin }: AccountDependencies,
): Promise<void> {
  await setCredential(trx, { user, password, clock })
  let others = trx.deleteFrom('sessions').where('user_id', '=', user)
  if (keep !== null) others = others.where('id', '<>', keep)
  await others.execute()
  const { email } = await trx.selectFrom('users').select('email').where('id', '=', user).executeTakeFirstOrThrow()
  const data = { forgotten: `${origin()}/forgotten` }
  await queueMail(trx, { template: 'password-changed', kind: 'service', to: email, data, clock })
}

/** What everybody knows of a user and tries first. */
async function knownOf(db: AccountDependencies['db'], user: string): Promise<string[]> {
  const rows = await db
    .selectFrom('users')
    .leftJoin('members', 'members.user_id', 'users.id')
    .leftJoin('organizations', 'organizations.id', 'members.organization_id')
    .select(['users.name', 'users.email', 'organizations.name as organisation'])
    .where('users.id', '=', user)
    .execute()
  return rows.flatMap(({ name, email, organisation }) => [name, email, organisation ?? ''])
}
