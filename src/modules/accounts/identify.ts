import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { isLocal } from '../../platform/http/index.ts'
import type { Principal, StaffRole } from '../../platform/http/index.ts'
import type { AccountDependencies } from './account-dependencies.ts'
import { hasOperator } from './staff.ts'
import type { AccountDatabase, MemberRole } from './tables.ts'

type Row = {
  email: string
  organisation: string | null
  role: MemberRole | null
  staff: StaffRole[]
}

/**
 * Gives the function that says who a request comes from: the user whose session the cookie opens; `local` for the machine
 * itself, while there is no operator; otherwise nobody.
 */
export function openIdentify({
  db,
  auth,
}: Pick<AccountDependencies, 'db' | 'auth'>): (request: FastifyRequest) => Promise<Principal> {
  let claimed = false // once there is an operator, there always is one
  return async (request) => {
    const { cookie } = request.headers
    const found = cookie?.includes('fairlist_session') ? await auth.findSession(cookie) : null
    const row = found ? await findRights(db, found) : null
    if (found && row) return { kind: 'user', user: found.user, session: found.session, ...row }
    if (claimed || !isLocal(request)) return { kind: 'anonymous' }
    claimed = await hasOperator(db)
    return { kind: claimed ? 'anonymous' : 'local' }
  }
}

/** What a user may do now: a role that was taken away is gone with the next request. */
async function findRights(db: AccountDatabase, { user, session }: { user: string; session: string }) {
  const { rows } = await sql<Row>`
    SELECT u.email, m.organization_id AS organisation, m.role,
      ARRAY(SELECT s.role FROM staff s WHERE s.user_id = u.id ORDER BY s.role) AS staff
    FROM users u JOIN sessions n ON n.user_id = u.id AND n.id = ${session}
    LEFT JOIN LATERAL (
      SELECT organization_id, role FROM members WHERE user_id = u.id
      ORDER BY (organization_id = n.active_organization_id) IS TRUE DESC, created_at DESC, id DESC LIMIT 1
    ) m ON true
    WHERE u.id = ${user}`.execute(db)
  return rows[0] ?? null
}
