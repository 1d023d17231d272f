import { newId } from '../../platform/ids/index.ts'
import { queueMail } from '../mail/index.ts'
import { act, takeTurns } from './account-dependencies.ts'
import type { AccountDependencies } from './account-dependencies.ts'
import { createOrganisation, createUser, findUser } from './create-user.ts'
import { hashToken, newToken } from './secret-token.ts'
import type { AccountTransaction } from './tables.ts'

/** How long the link of a sign-up works, in hours. */
export const SIGN_UP_HOURS = 24
/** Mails to one address within an hour; more are not sent, and nobody is told so. */
const MAILS_AN_HOUR = 3
const HOUR = 3_600_000
/** The same form within this time is the same wish, in ms. */
const SAME = 60_000
/** How long one that nobody confirmed is kept, in ms. */
const KEPT = 7 * 24 * HOUR

export type SignUp = {
  name: string
  email: string
  organisation: string
  password: string
  accepted: { kind: string; version: string }[]
  /** Names of the consents that were ticked. */
  ticked: string[]
  remoteAddress: string | null
}

/**
 * Somebody asks for an account. Nothing becomes of it until the link in the mail is followed; with an address that has an
 * account, its owner is told instead. To who asks, both look the same and take as long.
 */
export async function signUp(wish: SignUp, dependencies: AccountDependencies): Promise<void> {
  const { db, auth, clock, origin } = dependencies
  const { email } = wish
  const password = await auth.hash(wish.password)
  await act(db, 'anonymous', async (trx) => {
    await takeTurns(trx, `sign-up ${email}`)
    await trx
      .deleteFrom('sign_ups')
      .where('expires_at', '<', new Date(clock.now().getTime() - KEPT))
      .execute()
    const known = await findUser(trx, email)
    if (known) {
      const hour = clock.now().toISOString().slice(0, 13)
      const data = { signIn: `${origin()}/sign-in`, forgotten: `${origin()}/forgotten` }
      const key = `sign-up-known:${known.id}:${hour}`
      await queueMail(trx, { template: 'sign-up-known', kind: 'service', to: email, data, key, clock })
    } else if (!(await isEnough(trx, wish, dependencies))) {
      await waitForClick(trx, { ...wish, password }, dependencies)
    }
  })
}

/** Whether the address was written to often enough, or the very same form was sent a moment ago. */
async function isEnough(trx: AccountTransaction, wish: SignUp, { clock, auth }: AccountDependencies): Promise<boolean> {
  const now = clock.now().getTime()
  const recent = await trx
    .selectFrom('sign_ups')
    .select(['name', 'organisation', 'password', 'created_at'])
    .where('email', '=', wish.email)
    .where('created_at', '>', new Date(now - HOUR))
    .orderBy('created_at', 'desc')
    .execute()
  if (recent.length >= MAILS_AN_HOUR) return true
  const [last] = recent
  const same = last?.name === wish.name && last.organisation === wish.organisation
  if (!same || !last.password || last.created_at.getTime() < now - SAME) return false
  return auth.verify(last.password, wish.password)
}

async function waitForClick(
  trx: AccountTransaction,
  { accepted, ticked, remoteAddress, ...wish }: SignUp,
  { clock, origin }: AccountDependencies,
): Promise<void> {
  const { token, hash } = newToken()
  const now = clock.now()
  await trx
    .insertInto('sign_ups')
    .values({
      id: newId({ clock }),
      ...wish,
      accepted: JSON.stringify(accepted),
      ticked: JSON.stringify(ticked),
      remote_address: remoteAddress,
      created_at: now,
      expires_at: new Date(now.getTime() + SIGN_UP_HOURS * HOUR),
      token_hash: hash,
    })
    .execute()
  const data = { link: `${origin()}/sign-up/confirm/${token}`, hours: SIGN_UP_HOURS }
  await queueMail(trx, { template: 'verify-email', kind: 'service', to: wish.email, data, clock })
}

/** What a link in a mail is good for. */
export type LinkState = 'ready' | 'used' | 'expired' | 'unknown'

/** What the link of a sign-up is good for, and for which address. */
export async function findSignUp(
  token: string,
  { db, clock }: AccountDependencies,
): Promise<{ state: LinkState; email: string | null }> {
  const row = await db
    .selectFrom('sign_ups')
    .select(['email', 'user_id', 'expires_at'])
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  return { state: stateOf(row, clock.now()), email: row?.email ?? null }
}

function stateOf(row: { user_id: string | null; expires_at: Date } | undefined, now: Date): LinkState {
  if (!row) return 'unknown'
  if (row.user_id !== null) return 'used'
  return row.expires_at <= now ? 'expired' : 'ready'
}

/** The address is theirs: makes the user, the organisation, and what they agreed to, all at once, once. */
export async function confirmSignUp(
  token: string,
  { db, clock, policies, consents }: AccountDependencies,
): Promise<LinkState> {
  return act(db, 'anonymous', async (trx) => {
    const row = await trx
      .selectFrom('sign_ups')
      .selectAll()
      .where('token_hash', '=', hashToken(token))
      .forUpdate()
      .executeTakeFirst()
    const state = stateOf(row, clock.now())
    if (!row || state !== 'ready') return state
    const { email, name, password, remote_address: remoteAddress } = row
    await takeTurns(trx, `sign-up ${email}`)
    if (await findUser(trx, email)) return 'used'
    const user = await createUser(trx, { name, email, password, clock })
    await createOrganisation(trx, { name: row.organisation, owner: user, clock })
    const accepted = row.accepted as SignUp['accepted']
    await policies.accept(trx, { user, accepted, remoteAddress })
    await consents.record(trx, { user, address: email, ticked: row.ticked as string[], accepted, remoteAddress })
    const done = { user_id: user, password: null, name: '', organisation: '' }
    await trx.updateTable('sign_ups').set(done).where('id', '=', row.id).execute()
    await trx.deleteFrom('sign_ups').where('email', '=', email).where('user_id', 'is', null).execute()
    return 'ready'
  })
}
