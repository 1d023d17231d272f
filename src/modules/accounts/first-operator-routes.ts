import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { FORM_LIMIT, formLimit, signInAndGo } from './account-pages.ts'
import type { PageDependencies } from './account-pages.ts'
import { PASSWORD_LENGTH } from './password-rules.ts'
import { access } from './policy.ts'
import { readPosted } from './read-fields.ts'
import { readAccount } from './sign-up-routes.ts'
import { createOperator } from './staff.ts'

const schema = { hide: true }
const fields = ['name', 'email', 'organisation', 'password'] as const

/** The page of the first start: whoever sits at the machine becomes operator, as long as nobody is. */
export function firstOperatorRoutes(app: HttpApp, dependencies: PageDependencies): void {
  app.get('/first-operator', { config: access.public, schema }, (request, reply) => {
    requireLocal(request)
    return reply.page('first-operator', { passwordLength: PASSWORD_LENGTH })
  })
  const config = { ...access.public, rateLimit: formLimit }
  app.post('/first-operator', { config, bodyLimit: FORM_LIMIT, schema }, async (request, reply) => {
    requireLocal(request)
    const posted = readPosted(request.body)
    const { errors, ...form } = readAccount(posted, [...fields])
    if (Object.keys(errors).length > 0) {
      const values = posted.echo(['name', 'email', 'organisation'])
      return reply.status(422).page('first-operator', { values, errors, passwordLength: PASSWORD_LENGTH })
    }
    await createOperator({ ...form, actor: 'local', first: true }, dependencies)
    const { email, password } = form
    const gone = await signInAndGo({ request, reply }, { email, password, next: null }, dependencies)
    return gone ?? reply.redirect('/sign-in?notice=operator-made', 303)
  })
}

/** There is no such page for anybody else, nor when there is an operator. */
function requireLocal({ principal }: FastifyRequest): void {
  if (principal.kind !== 'local')
    throw new AppError(
      'not_found',
      'This page is there until the instance has an operator, and only on its own machine.',
    )
}
