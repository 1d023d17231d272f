import { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { FORM_LIMIT, formLimit, showLinkUsed } from './account-pages.ts'
import type { PageDependencies } from './account-pages.ts'
import { PASSWORD_LENGTH } from './password-rules.ts'
import { access } from './policy.ts'
import { fieldWords, readEmail, readPosted } from './read-fields.ts'
import { FORGOTTEN_HOURS, findPasswordLink, requestPassword, setPasswordByLink } from './set-password.ts'

const hide = { hide: true }
const ByToken = z.object({ token: z.string().max(200) })
const limited = { ...access.public, rateLimit: formLimit }
const ACTION = '/new-password'

/** A forgotten password, and the link that sets a new one. */
export function passwordRoutes(app: HttpApp, dependencies: PageDependencies): void {
  app.get('/forgotten', { config: access.public, schema: hide }, (_request, reply) => reply.page('forgotten', {}))
  app.post('/forgotten', { config: limited, bodyLimit: FORM_LIMIT, schema: hide }, async ({ body }, reply) => {
    const posted = readPosted(body)
    const email = readEmail(posted.get('email'))
    if (!email) {
      const errors = { email: fieldWords.email }
      return reply.status(422).page('forgotten', { values: posted.echo(['email']), errors })
    }
    await requestPassword(email, dependencies)
    return reply.redirect('/forgotten/sent', 303)
  })
  app.get('/forgotten/sent', { config: access.public, schema: hide }, (_request, reply) =>
    reply.page('check-mail', { purpose: 'forgotten', address: null, hours: FORGOTTEN_HOURS }),
  )
  const byToken = { ...hide, params: ByToken }
  const page = (token: string) => ({ token, action: ACTION, passwordLength: PASSWORD_LENGTH })
  app.get('/new-password/:token', { config: access.public, schema: byToken }, async ({ params: { token } }, reply) => {
    const { state } = await findPasswordLink(token, dependencies)
    return state === 'ready' ? reply.page('new-password', page(token)) : showLinkUsed(reply, 'forgotten', state)
  })
  app.post(ACTION, { config: limited, bodyLimit: FORM_LIMIT, schema: hide }, async ({ body }, reply) => {
    const posted = readPosted(body)
    const token = posted.get('token').slice(0, 200)
    const { state, mistake } = await setPasswordByLink({ token, password: posted.get('password') }, dependencies)
    if (state !== 'ready') return showLinkUsed(reply, 'forgotten', state)
    if (mistake) return reply.status(422).page('new-password', { ...page(token), errors: { password: mistake } })
    return reply.redirect('/sign-in?notice=password-changed', 303)
  })
}
