import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HttpApp, Principal } from '../../platform/http/index.ts'
import { FORM_LIMIT, agreedOf, formLimit, showLinkUsed, shownOnForms, signInAndGo, tickedOf } from './account-pages.ts'
import type { PageDependencies } from './account-pages.ts'
import { acceptInvitation, findInvitation } from './invitations.ts'
import { access } from './policy.ts'
import { readPosted } from './read-fields.ts'
import { readAccount } from './sign-up-routes.ts'

const ByToken = z.object({ token: z.string().max(200) })
const schema = { hide: true, params: ByToken }
const limited = { ...access.public, rateLimit: formLimit }

type Found = NonNullable<Awaited<ReturnType<typeof findInvitation>>['invitation']>

/** The link of an invitation: for somebody new, for somebody with an account, for the wrong person. */
export function invitationRoutes(app: HttpApp, dependencies: PageDependencies): void {
  const path = '/invitation/:token'
  app.get(path, { config: access.public, schema }, async (request, reply) => {
    const { token } = request.params
    const { state, invitation, hasAccount } = await findInvitation(token, dependencies)
    if (state !== 'ready' || !invitation)
      return showLinkUsed(reply, 'invitation', state === 'ready' ? 'unknown' : state)
    const whose = whoLooks(request.principal, { email: invitation.email, hasAccount })
    return showInvitation(reply, { token, invitation, whose }, dependencies)
  })
  app.post(path, { config: limited, bodyLimit: FORM_LIMIT, schema }, async (request, reply) => {
    const { token } = request.params
    const { state, invitation, hasAccount } = await findInvitation(token, dependencies)
    if (state !== 'ready' || !invitation)
      return showLinkUsed(reply, 'invitation', state === 'ready' ? 'unknown' : state)
    const { principal } = request
    const whose = whoLooks(principal, { email: invitation.email, hasAccount })
    if (whose === 'new') return joinAsNew({ request, reply }, { token, invitation }, dependencies)
    // The tab may have been signed out meanwhile: the page says what to do.
    if (whose !== 'accept' || principal.kind !== 'user')
      return showInvitation(reply.status(403), { token, invitation, whose }, dependencies)
    const done = await acceptInvitation(token, { as: principal }, dependencies)
    return done === 'ready' ? reply.redirect('/search', 303) : showLinkUsed(reply, 'invitation', done)
  })
}

type Whose = 'new' | 'sign-in' | 'accept' | 'other'

function whoLooks(principal: Principal, { email, hasAccount }: { email: string; hasAccount: boolean }): Whose {
  if (principal.kind === 'user' && hasAccount) return principal.email === email ? 'accept' : 'other'
  return hasAccount ? 'sign-in' : 'new'
}

type Shown = { token: string; invitation: Found; whose: Whose }

async function showInvitation(
  reply: FastifyReply,
  { token, invitation, whose }: Shown,
  dependencies: PageDependencies,
  wrong: object = {},
): Promise<FastifyReply> {
  const { organisation, inviter, role, email } = invitation
  const action = `/invitation/${token}`
  const signIn = `/sign-in?next=${encodeURIComponent(action)}`
  const common = { organisation, inviter, role, email, state: whose, action, signIn }
  return reply.page('invitation', { ...common, ...(await shownOnForms(dependencies)), ...wrong })
}

async function joinAsNew(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { token, invitation }: { token: string; invitation: Found },
  dependencies: PageDependencies,
): Promise<FastifyReply> {
  const posted = readPosted(request.body)
  const { email, organisation } = invitation
  const ticked = tickedOf(posted, dependencies)
  const { name, password, errors } = readAccount(posted, ['name', 'password', 'terms'], [email, organisation])
  if (Object.keys(errors).length > 0) {
    const wrong = { values: posted.echo(['name', 'terms', ...ticked]), errors }
    return showInvitation(reply.status(422), { token, invitation, whose: 'new' }, dependencies, wrong)
  }
  const accepted = agreedOf(await dependencies.policies.current())
  const joining = { as: null, name, password, accepted, ticked, remoteAddress: request.ip }
  const done = await acceptInvitation(token, joining, dependencies)
  if (done !== 'ready') return showLinkUsed(reply, 'invitation', done)
  const gone = await signInAndGo({ request, reply }, { email, password, next: null }, dependencies)
  return gone ?? reply.redirect('/sign-in', 303)
}
