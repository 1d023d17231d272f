import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp, UserPrincipal } from '../../platform/http/index.ts'
import { formLimit } from './account-pages.ts'
import type { PageDependencies } from './account-pages.ts'
import { requireUser } from './account-routes.ts'
import { cancelInvitation, invite } from './invitations.ts'
import { changeRole, removeMember } from './members.ts'
import { access } from './policy.ts'
import { fieldWords, readEmail } from './read-fields.ts'
import * as schemas from './schemas.ts'
import type { AccountDatabase } from './tables.ts'

const tags = ['Organisation']
const config = access.lead

/** One's organisation: who is in it and who is invited. No id of another organisation leads anywhere. */
export function organisationRoutes(app: HttpApp, dependencies: PageDependencies): void {
  const { db, clock } = dependencies
  app.get(
    '/v1/organisation',
    { config: access.look, schema: { tags, summary: 'One’s organisation', response: { 200: schemas.Organisation } } },
    (request) => presentOrganisation(db, { by: requireMember(request), clock }),
  )
  app.post(
    '/v1/organisation/invitations',
    {
      config: { ...config, rateLimit: formLimit },
      schema: {
        tags,
        summary: 'Invite somebody by mail; again, with a new link',
        body: schemas.NewInvitation,
        response: { 201: schemas.Invited },
      },
    },
    async (request, reply) => {
      const by = requireMember(request)
      const { role } = request.body
      const email = readEmail(request.body.email)
      if (!email)
        throw new AppError('bad_input', fieldWords.email, {
          errors: [{ pointer: '/body/email', detail: fieldWords.email }],
        })
      const id = await invite({ by, email, role }, dependencies)
      return reply.status(201).send({ id, email, role })
    },
  )
  app.delete(
    '/v1/organisation/invitations/:id',
    { config, schema: { tags, summary: 'Take an invitation back', params: schemas.ById } },
    async (request, reply) => {
      await cancelInvitation({ by: requireMember(request), id: request.params.id }, dependencies)
      return reply.status(204).send()
    },
  )
  memberRoutes(app, dependencies)
}

function memberRoutes(app: HttpApp, dependencies: PageDependencies): void {
  app.put(
    '/v1/organisation/members/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Change the role of a member, by id of the user',
        params: schemas.ById,
        body: schemas.NewRole,
      },
    },
    async (request, reply) => {
      const { params, body } = request
      await changeRole({ by: requireMember(request), user: params.id, role: body.role }, dependencies)
      return reply.status(204).send()
    },
  )
  app.delete(
    '/v1/organisation/members/:id',
    {
      config,
      schema: { tags, summary: 'Take somebody out, by id of the user; the account stays', params: schemas.ById },
    },
    async (request, reply) => {
      await removeMember({ by: requireMember(request), user: request.params.id }, dependencies)
      return reply.status(204).send()
    },
  )
}

function requireMember(request: Pick<FastifyRequest, 'principal'>): UserPrincipal & { organisation: string } {
  const user = requireUser(request)
  const { organisation } = user
  if (organisation === null) throw new AppError('not_found', 'You belong to no organisation.')
  return { ...user, organisation }
}

async function presentOrganisation(
  db: AccountDatabase,
  { by, clock }: { by: UserPrincipal & { organisation: string }; clock: Clock },
): Promise<z.input<typeof schemas.Organisation>> {
  const [organisation, members, invitations] = await Promise.all([
    db.selectFrom('organizations').select(['id', 'name']).where('id', '=', by.organisation).executeTakeFirstOrThrow(),
    db
      .selectFrom('members')
      .innerJoin('users', 'users.id', 'members.user_id')
      .select(['users.id as user', 'users.name', 'users.email', 'members.role', 'members.created_at'])
      .where('members.organization_id', '=', by.organisation)
      .orderBy('members.created_at')
      .execute(),
    db
      .selectFrom('invitations')
      .select(['id', 'email', 'role', 'created_at', 'expires_at'])
      .where('organization_id', '=', by.organisation)
      .where('status', '=', 'pending')
      .where('expires_at', '>', clock.now())
      .orderBy('created_at')
      .execute(),
  ])
  return {
    ...organisation,
    role: by.role ?? 'member',
    members: members.map(({ created_at, ...member }) => ({ ...member, since: created_at.toISOString() })),
    // Whom the organisation asks is the owners' business until they come.
    invitations: (by.role === 'owner' ? invitations : []).map(({ created_at, expires_at, ...invitation }) => ({
      ...invitation,
      sent: created_at.toISOString(),
      ends: expires_at.toISOString(),
    })),
  }
}
