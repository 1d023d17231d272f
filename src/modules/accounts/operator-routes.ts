import { sql } from 'kysely'
import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { actorOf } from '../audit/index.ts'
import type { PageDependencies } from './account-pages.ts'
import { endSessions } from './account-sessions.ts'
import { access } from './policy.ts'
import * as schemas from './schemas.ts'
import { setStaffRoles } from './staff.ts'
import type { AccountDatabase } from './tables.ts'

const tags = ['Users']

/** Users, for staff: to find them, to give them roles of the instance, to end their sessions. */
export function operatorRoutes(app: HttpApp, { db, clock }: PageDependencies): void {
  app.get(
    '/v1/operator/users',
    {
      config: access.find,
      schema: {
        tags,
        summary: 'Users, newest first',
        querystring: schemas.UsersQuery,
        response: { 200: schemas.UsersPage },
      },
    },
    ({ query }) => listUsers(db, query, clock),
  )
  app.put(
    '/v1/operator/users/:id/staff',
    {
      config: access.operate,
      schema: {
        tags,
        summary: 'Set the roles of the instance that a user has',
        params: schemas.ById,
        body: schemas.NewStaff,
      },
    },
    async (request, reply) => {
      const { params, body } = request
      await setStaffRoles({ user: params.id, roles: [...new Set(body.roles)], actor: actorOf(request) }, { db })
      return reply.status(204).send()
    },
  )
  app.delete(
    '/v1/operator/users/:id/sessions',
    {
      config: access.help,
      schema: { tags, summary: 'End all sessions of a user', params: schemas.ById, response: { 200: schemas.Ended } },
    },
    async (request) => {
      const user = request.params.id
      const known = await db.selectFrom('users').select('id').where('id', '=', user).executeTakeFirst()
      if (!known) throw new AppError('not_found', 'There is no user with this id.')
      return { ended: await endSessions(db, { user, actor: actorOf(request) }) }
    },
  )
}

type Item = z.input<typeof schemas.UserItem>
type Row = Omit<Item, 'since'> & { since: Date }

async function listUsers(
  db: AccountDatabase,
  { q, staff, limit, cursor }: z.output<typeof schemas.UsersQuery>,
  clock: Clock,
): Promise<z.input<typeof schemas.UsersPage>> {
  const part = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<Row>`
    SELECT u.id, u.name, u.email, u.created_at AS since,
      (SELECT count(*)::int FROM sessions s WHERE s.user_id = u.id AND s.expires_at > ${clock.now()}) AS sessions,
      ARRAY(SELECT s.role FROM staff s WHERE s.user_id = u.id ORDER BY s.role) AS staff,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'role', m.role) ORDER BY m.created_at)
        FROM members m JOIN organizations o ON o.id = m.organization_id WHERE m.user_id = u.id), '[]') AS organisations
    FROM users u
    WHERE (${cursor ?? null}::text IS NULL OR u.id < ${cursor ?? null})
      AND (${staff !== true} OR EXISTS (SELECT FROM staff s WHERE s.user_id = u.id))
      AND (${part}::text IS NULL OR u.name ILIKE ${part} OR u.email ILIKE ${part} OR EXISTS (
        SELECT FROM members m JOIN organizations o ON o.id = m.organization_id
        WHERE m.user_id = u.id AND o.name ILIKE ${part}))
    ORDER BY u.id DESC LIMIT ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  return {
    items: page.map(({ since, ...user }) => ({ ...user, since: since.toISOString() })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
