import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.ts'
import { act } from './account-dependencies.ts'
import type { Sessions } from './schemas.ts'
import type { AccountDatabase } from './tables.ts'

/** A user's open sessions, newest first. */
export async function listSessions(
  db: AccountDatabase,
  { user, session, clock }: { user: string; session: string; clock: Clock },
): Promise<z.input<typeof Sessions>> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'expires_at', 'ip_address', 'user_agent'])
    .where('user_id', '=', user)
    .where('expires_at', '>', clock.now())
    .orderBy('created_at', 'desc')
    .execute()
  const items = rows.map(({ id, created_at, expires_at, ip_address, user_agent }) => ({
    id,
    current: id === session,
    opened: created_at.toISOString(),
    ends: expires_at.toISOString(),
    address: ip_address || null,
    browser: user_agent || null,
  }))
  return { items }
}

type Ending = {
  user: string
  /** Who ends them. */
  actor: string
  /** All but this one. */
  keep?: string
  /** This one alone. */
  only?: string
}

/** Ends sessions of a user, at once; gives how many. */
export async function endSessions(db: AccountDatabase, { user, actor, keep, only }: Ending): Promise<number> {
  return act(db, actor, async (trx) => {
    let sessions = trx.deleteFrom('sessions').where('user_id', '=', user)
    if (keep !== undefined) sessions = sessions.where('id', '<>', keep)
    if (only !== undefined) sessions = sessions.where('id', '=', only)
    return (await sessions.returning('id').execute()).length
  })
}
