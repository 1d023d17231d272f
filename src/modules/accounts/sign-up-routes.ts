import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { FORM_LIMIT, agreedOf, formLimit, showLinkUsed, shownOnForms, tickedOf } from './account-pages.ts'
import type { PageDependencies } from './account-pages.ts'
import { judgePassword } from './password-rules.ts'
import { access } from './policy.ts'
import { fieldWords, readEmail, readName, readPosted } from './read-fields.ts'
import type { Mistakes, Posted } from './read-fields.ts'
import { SIGN_UP_HOURS, confirmSignUp, findSignUp, signUp } from './sign-up.ts'

const hide = { hide: true }
const ByToken = z.object({ token: z.string().max(200) })
const limited = { ...access.public, rateLimit: formLimit }

/** Opening an account, and the link in its mail. */
export function signUpRoutes(app: HttpApp, dependencies: PageDependencies): void {
  app.get('/sign-up', { config: access.public, schema: hide }, async (_request, reply) =>
    reply.page('sign-up', await shownOnForms(dependencies)),
  )
  app.post('/sign-up', { config: limited, bodyLimit: FORM_LIMIT, schema: hide }, (request, reply) =>
    takeSignUp(request, reply, dependencies),
  )
  app.get('/sign-up/sent', { config: access.public, schema: hide }, (_request, reply) =>
    reply.page('check-mail', { purpose: 'sign-up', address: null, hours: SIGN_UP_HOURS }),
  )
  const byToken = { ...hide, params: ByToken }
  // Opening the link changes nothing: mail programs open links by themselves. The button on the page does it.
  app.get('/sign-up/confirm/:token', { config: access.public, schema: byToken }, async ({ params }, reply) => {
    const { state, email } = await findSignUp(params.token, dependencies)
    if (state !== 'ready') return showLinkUsed(reply, 'sign-up', state)
    return reply.page('confirm-account', { email: email ?? '', action: `/sign-up/confirm/${params.token}` })
  })
  app.post('/sign-up/confirm/:token', { config: limited, schema: byToken }, async ({ params }, reply) => {
    const state = await confirmSignUp(params.token, dependencies)
    return state === 'ready' ? reply.redirect('/sign-in?notice=confirmed', 303) : showLinkUsed(reply, 'sign-up', state)
  })
}

async function takeSignUp(
  request: FastifyRequest,
  reply: FastifyReply,
  dependencies: PageDependencies,
): Promise<FastifyReply> {
  const posted = readPosted(request.body)
  const shown = await shownOnForms(dependencies)
  const ticked = tickedOf(posted, dependencies)
  const { errors, ...form } = readAccount(posted, ['name', 'email', 'organisation', 'password', 'terms'])
  if (Object.keys(errors).length > 0) {
    const values = posted.echo(['name', 'email', 'organisation', 'terms', ...ticked])
    return reply.status(422).page('sign-up', { values, errors, ...shown })
  }
  const accepted = agreedOf(shown.policies)
  await signUp({ ...form, accepted, ticked, remoteAddress: request.ip }, dependencies)
  return reply.redirect('/sign-up/sent', 303)
}

type AccountField = 'name' | 'email' | 'organisation' | 'password' | 'terms'
type ReadAccount = { name: string; email: string; organisation: string; password: string; errors: Mistakes }

/** Reads the fields that make an account, with what is wrong about those that are asked. `known`: what is known besides. */
export function readAccount(posted: Posted, asked: AccountField[], known: string[] = []): ReadAccount {
  const name = readName(posted.get('name'))
  const email = readEmail(posted.get('email'))
  const organisation = readName(posted.get('organisation'))
  const password = posted.get('password')
  const own = [name, email, organisation].filter((each) => each !== null)
  const judged: Record<AccountField, string | null> = {
    name: name === null ? fieldWords.name : null,
    email: email === null ? fieldWords.email : null,
    organisation: organisation === null ? fieldWords.organisation : null,
    password: judgePassword(password, [...own, ...known]),
    terms: posted.get('terms') === 'on' ? null : fieldWords.terms,
  }
  const wrong = asked.flatMap((field) => (judged[field] === null ? [] : [[field, judged[field]] as const]))
  return {
    name: name ?? '',
    email: email ?? '',
    organisation: organisation ?? '',
    password,
    errors: Object.fromEntries(wrong),
  }
}
