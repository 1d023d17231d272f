import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { FORM_LIMIT, formLimit, signInAndGo, visitOf } from './account-pages.ts'
import type { PageDependencies } from './account-pages.ts'
import { access } from './policy.ts'
import { readEmail, readNext, readPosted } from './read-fields.ts'

const SignInQuery = z.object({
  next: z.string().max(4000).optional(),
  notice: z.enum(['signed-out', 'confirmed', 'password-changed', 'operator-made']).optional().catch(undefined),
})
const hide = { hide: true }

/** Signing in and out. */
export function signInRoutes(app: HttpApp, dependencies: PageDependencies): void {
  const { auth, policies } = dependencies
  app.get(
    '/sign-in',
    { config: access.public, schema: { ...hide, querystring: SignInQuery } },
    async (request, reply) => {
      const { notice, next: asked } = request.query
      const next = readNext(asked ?? '')
      const { principal } = request
      if (principal.kind === 'user' && next && !(await policies.isPending(principal.user)))
        return reply.redirect(next, 303)
      return reply.page('sign-in', { next, notice: notice ?? (next ? 'sign-in-first' : null) })
    },
  )
  app.post(
    '/sign-in',
    { config: { ...access.public, rateLimit: formLimit }, bodyLimit: FORM_LIMIT, schema: hide },
    (request, reply) => takeSignIn(request, reply, dependencies),
  )
  app.post('/sign-out', { config: access.public, schema: hide }, async (request, reply) => {
    void reply.header('set-cookie', await auth.signOut(visitOf(request)))
    // What a shared machine's browser kept of the pages goes too.
    return reply.header('clear-site-data', '"cache"').redirect('/sign-in?notice=signed-out', 303)
  })
}

const WRONG = 'Address and password do not belong together. Look at both; the password knows upper and lower case.'

async function takeSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  dependencies: PageDependencies,
): Promise<FastifyReply> {
  const { failures } = dependencies
  const posted = readPosted(request.body)
  const next = readNext(posted.get('next'))
  const again = (status: number, wrong: object) =>
    reply.status(status).page('sign-in', { values: posted.echo(['email']), next, notice: null, ...wrong })
  const password = posted.get('password')
  const email = readEmail(posted.get('email'))
  const errors = {
    ...(email ? {} : { email: 'Please give the e-mail address of your account.' }),
    ...(password ? {} : { password: 'Please give your password.' }),
  }
  if (!email || !password) return again(422, { errors })
  const wait = failures.wait(email)
  if (wait > 0) {
    void reply.header('retry-after', wait)
    const minutes = Math.ceil(wait / 60)
    const error = `Somebody tried too often to sign in with this address. Please wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or set a new password.`
    return again(429, { error })
  }
  failures.count(email) // before the password is looked at, so that many at once gain nothing
  const done = await signInAndGo({ request, reply }, { email, password, next }, dependencies)
  if (!done) return again(401, { error: WRONG })
  failures.clear(email)
  return done
}
