import type { Selectable } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { UserPrincipal } from '../../platform/http/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { queueMail } from '../mail/index.ts'
import { act, takeTurns } from './account-dependencies.ts'
import type { AccountDependencies } from './account-dependencies.ts'
import { addMember, createUser, findUser } from './create-user.ts'
import { hashToken, newToken } from './secret-token.ts'
import type { LinkState, SignUp } from './sign-up.ts'
import type { AccountTables, AccountTransaction, MemberRole } from './tables.ts'

/** How long an invitation works, in hours: a week. */
export const INVITATION_HOURS = 168
const HOUR = 3_600_000
/** Invitations of one organisation within a day. */
const A_DAY = 50

type Invitation = Selectable<AccountTables['invitations']> & { organisation: string; inviter: string }

/** Invites somebody by mail into the organisation of an owner. Inviting again sends a new link; the old one ends. */
export async function invite(
  { by, email, role }: { by: UserPrincipal & { organisation: string }; email: string; role: MemberRole },
  dependencies: AccountDependencies,
): Promise<string> {
  const { db, clock, origin } = dependencies
  const { organisation } = by
  return act(db, `user:${by.user}`, async (trx) => {
    await takeTurns(trx, `organisation ${organisation}`)
    await requireRoom(trx, { organisation, email }, dependencies)
    const { token, hash } = newToken()
    const now = clock.now()
    const fresh = {
      role,
      inviter_id: by.user,
      created_at: now,
      expires_at: new Date(now.getTime() + INVITATION_HOURS * HOUR),
      token_hash: hash,
    }
    const { id } = await trx
      .insertInto('invitations')
      .values({ id: newId({ clock }), organization_id: organisation, email, status: 'pending', ...fresh })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'email']).where('status', '=', 'pending').doUpdateSet(fresh),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    const names = await trx
      .selectFrom('organizations')
      .innerJoin('users', (join) => join.on('users.id', '=', by.user))
      .select(['organizations.name as organisation', 'users.name as inviter'])
      .where('organizations.id', '=', organisation)
      .executeTakeFirstOrThrow()
    const data = { ...names, role, link: `${origin()}/invitation/${token}`, hours: INVITATION_HOURS }
    await queueMail(trx, { template: 'invitation', kind: 'service', to: email, data, clock })
    return id
  })
}

async function requireRoom(
  trx: AccountTransaction,
  { organisation, email }: { organisation: string; email: string },
  { clock, seatsOf }: AccountDependencies,
): Promise<void> {
  const member = await trx
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select('members.id')
    .where('members.organization_id', '=', organisation)
    .where('users.email', '=', email)
    .executeTakeFirst()
  if (member) throw new AppError('conflict', 'Whoever has this address is in your organisation already.')
  const { count } = await trx
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('organization_id', '=', organisation)
    .where('created_at', '>', new Date(clock.now().getTime() - 24 * HOUR))
    .executeTakeFirstOrThrow()
  if (Number(count) >= A_DAY)
    throw new AppError('busy', `An organisation can invite ${A_DAY} people a day; go on tomorrow.`)
  const seats = await seatsOf(organisation)
  if (seats !== null) await requireSeat(trx, { organisation, email, seats, now: clock.now() })
}

async function requireSeat(
  trx: AccountTransaction,
  { organisation, email, seats, now }: { organisation: string; email: string; seats: number; now: Date },
): Promise<void> {
  const { members, invited } = await trx
    .selectNoFrom((eb) => [
      eb
        .selectFrom('members')
        .where('organization_id', '=', organisation)
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .as('members'),
      eb
        .selectFrom('invitations')
        .where('organization_id', '=', organisation)
        .where('status', '=', 'pending')
        .where('email', '<>', email)
        .where('expires_at', '>', now)
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .as('invited'),
    ])
    .executeTakeFirstOrThrow()
  if (Number(members) + Number(invited) < seats) return
  const taken = `${members} in the organisation, ${invited} invited`
  throw new AppError(
    'conflict',
    `Your plan has ${seats} ${seats === 1 ? 'seat' : 'seats'}, and all are taken (${taken}). End an invitation, or ask for a larger plan under Balance.`,
  )
}

/** Takes an invitation of one's organisation back. Throws `not_found`. */
export async function cancelInvitation(
  { by, id }: { by: UserPrincipal; id: string },
  { db }: AccountDependencies,
): Promise<void> {
  await act(db, `user:${by.user}`, async (trx) => {
    const canceled = await trx
      .updateTable('invitations')
      .set({ status: 'canceled' })
      .where('id', '=', id)
      .where('organization_id', '=', by.organisation ?? '')
      .where('status', '=', 'pending')
      .returning('id')
      .execute()
    if (canceled.length === 0) throw new AppError('not_found', 'There is no open invitation with this id.')
  })
}

/** What the link of an invitation is good for, and what it says. */
export async function findInvitation(
  token: string,
  { db, clock }: AccountDependencies,
): Promise<{ state: LinkState; invitation: Invitation | null; hasAccount: boolean }> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .innerJoin('users', 'users.id', 'invitations.inviter_id')
    .selectAll('invitations')
    .select(['organizations.name as organisation', 'users.name as inviter'])
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  const state = stateOf(row, clock.now())
  if (!row || state !== 'ready') return { state, invitation: null, hasAccount: false }
  const known = await db.selectFrom('users').select('id').where('email', '=', row.email).executeTakeFirst()
  return { state, invitation: row, hasAccount: known !== undefined }
}

function stateOf(row: Pick<Invitation, 'status' | 'expires_at'> | undefined, now: Date): LinkState {
  if (!row || row.status === 'canceled' || row.status === 'rejected') return 'unknown'
  if (row.status === 'accepted') return 'used'
  return row.expires_at <= now ? 'expired' : 'ready'
}

/** Who accepts: somebody signed in under the invited address, or somebody new, whose address the link proves. */
export type Accepting =
  | { as: UserPrincipal }
  | ({ as: null } & Pick<SignUp, 'name' | 'password' | 'accepted' | 'ticked' | 'remoteAddress'>)

/** Accepts an invitation, once. Somebody new gets an account with it. */
export async function acceptInvitation(
  token: string,
  who: Accepting,
  { db, clock, auth, policies, consents }: AccountDependencies,
): Promise<LinkState> {
  const password = who.as ? null : await auth.hash(who.password)
  return act(db, who.as ? `user:${who.as.user}` : 'anonymous', async (trx) => {
    const row = await trx
      .selectFrom('invitations')
      .selectAll()
      .where('token_hash', '=', hashToken(token))
      .forUpdate()
      .executeTakeFirst()
    const state = stateOf(row, clock.now())
    if (!row || state !== 'ready') return state
    const { email, organization_id: organisation, role } = row
    if (who.as && who.as.email !== email) throw new AppError('forbidden', 'This invitation is for another address.')
    let user = who.as?.user
    if (!who.as) {
      await takeTurns(trx, `sign-up ${email}`)
      if (await findUser(trx, email)) return 'used'
      user = await createUser(trx, { name: who.name, email, password, clock })
      const { accepted, ticked, remoteAddress } = who
      await policies.accept(trx, { user, accepted, remoteAddress })
      await consents.record(trx, { user, address: email, ticked, accepted, remoteAddress })
      await trx.deleteFrom('sign_ups').where('email', '=', email).where('user_id', 'is', null).execute()
    }
    await addMember(trx, { organisation, user: user ?? '', role, clock })
    await trx.updateTable('invitations').set({ status: 'accepted' }).where('id', '=', row.id).execute()
    if (who.as) await workIn(trx, { session: who.as.session, organisation })
    return 'ready'
  })
}

/** Makes an organisation the one that a session works in. */
export async function workIn(
  trx: AccountTransaction,
  { session, organisation }: { session: string; organisation: string },
): Promise<void> {
  await trx.updateTable('sessions').set({ active_organization_id: organisation }).where('id', '=', session).execute()
}
