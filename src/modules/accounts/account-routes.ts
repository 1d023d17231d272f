import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp, UserPrincipal } from '../../platform/http/index.ts'
import { act } from './account-dependencies.ts'
import type { PageDependencies } from './account-pages.ts'
import { formLimit } from './account-pages.ts'
import { endSessions, listSessions } from './account-sessions.ts'
import { workIn } from './invitations.ts'
import { access } from './policy.ts'
import * as schemas from './schemas.ts'
import { changeOwnPassword } from './set-password.ts'
import type { AccountDatabase } from './tables.ts'

const tags = ['Account']
const config = access.own

/** One's own account, for its pages in the application. */
export function accountRoutes(app: HttpApp, dependencies: PageDependencies): void {
  const { db, clock } = dependencies
  app.get(
    '/v1/account',
    { config, schema: { tags, summary: 'Who is signed in', response: { 200: schemas.Account } } },
    ({ principal }) => (principal.kind === 'user' ? presentAccount(db, principal) : LOCAL),
  )
  app.post(
    '/v1/account/organisation',
    {
      config,
      schema: {
        tags,
        summary: 'Work in another of one’s organisations',
        body: schemas.ChosenOrganisation,
        response: { 200: schemas.Account },
      },
    },
    async (request) => {
      const { session, user } = requireUser(request)
      const { organisation } = request.body
      const all = await listOrganisations(db, user)
      if (!all.some(({ id }) => id === organisation))
        throw new AppError('not_found', 'You belong to no organisation with this id.')
      await act(db, `user:${user}`, (trx) => workIn(trx, { session, organisation }))
      const { role } = all.find(({ id }) => id === organisation) ?? { role: null }
      return presentAccount(db, { ...requireUser(request), organisation, role })
    },
  )
  passwordRoute(app, dependencies)
  app.get(
    '/v1/account/sessions',
    { config, schema: { tags, summary: 'One’s open sessions', response: { 200: schemas.Sessions } } },
    (request) => listSessions(db, { ...requireUser(request), clock }),
  )
  app.delete(
    '/v1/account/sessions',
    { config, schema: { tags, summary: 'End all other sessions of one’s own', response: { 200: schemas.Ended } } },
    async (request) => {
      const { user, session } = requireUser(request)
      return { ended: await endSessions(db, { user, actor: `user:${user}`, keep: session }) }
    },
  )
  app.delete(
    '/v1/account/sessions/:id',
    {
      config,
      schema: { tags, summary: 'End one of one’s sessions', params: schemas.ById, response: { 200: schemas.Ended } },
    },
    async (request) => {
      const { user } = requireUser(request)
      const ended = await endSessions(db, { user, actor: `user:${user}`, only: request.params.id })
      if (ended === 0) throw new AppError('not_found', 'You have no open session with this id.')
      return { ended }
    },
  )
}

function passwordRoute(app: HttpApp, dependencies: PageDependencies): void {
  app.post(
    '/v1/account/password',
    {
      config: { ...config, rateLimit: formLimit },
      schema: { tags, summary: 'Change one’s password; all other sessions end', body: schemas.NewPassword },
    },
    async (request, reply) => {
      const { user, session, email } = requireUser(request)
      const { failures } = dependencies
      if (failures.wait(email) > 0) throw new AppError('busy', 'The password was wrong too often. Try again later.')
      failures.count(email)
      const wrong = await changeOwnPassword({ user, session, ...request.body }, dependencies)
      if (wrong?.field !== 'current') failures.clear(email)
      if (wrong)
        throw new AppError('bad_input', wrong.mistake, {
          errors: [{ pointer: `/body/${wrong.field}`, detail: wrong.mistake }],
        })
      return reply.status(204).send()
    },
  )
}

const LOCAL: z.input<typeof schemas.Account> = {
  kind: 'local',
  id: null,
  name: null,
  email: null,
  organisation: null,
  organisations: [],
  staff: ['operator'],
}

/** The user who asks. The machine itself, before there is an operator, is nobody's account. */
export function requireUser({ principal }: Pick<FastifyRequest, 'principal'>): UserPrincipal {
  if (principal.kind === 'user') return principal
  throw new AppError('unauthenticated', 'This belongs to an account: sign in first.')
}

async function presentAccount(
  db: AccountDatabase,
  { user, email, organisation, staff }: UserPrincipal,
): Promise<z.input<typeof schemas.Account>> {
  const [{ name }, organisations] = await Promise.all([
    db.selectFrom('users').select('name').where('id', '=', user).executeTakeFirstOrThrow(),
    listOrganisations(db, user),
  ])
  const present = organisations.find(({ id }) => id === organisation) ?? null
  return { kind: 'user', id: user, name, email, organisation: present, organisations, staff }
}

function listOrganisations(db: AccountDatabase, user: string) {
  return db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .select(['organizations.id', 'organizations.name', 'members.role'])
    .where('members.user_id', '=', user)
    .orderBy('members.created_at')
    .execute()
}
