import { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import cookies from './cookies.json' with { type: 'json' }
import { currentPolicy } from './current-policy.ts'
import { readField } from './policy-dependencies.ts'
import type { PolicyDependencies } from './policy-dependencies.ts'
import { deletePreferences, hasPrivacySignal, readCookieChoice, rememberChoice } from './preference-cookie.ts'
import type { CookieChoice } from './preference-cookie.ts'

const config = { access: 'public' } as const
const Query = z.object({ saved: z.string().max(10).optional() })
/** Day on which the statement in `gpc.json` was last looked at. */
const GPC_STATEMENT = '2026-01-01'

/** The page about cookies, and what machines ask: the Global Privacy Control statement and whom to tell of weaknesses. */
export function cookieRoutes(app: HttpApp, { db, clock, origin }: PolicyDependencies): void {
  const secure = () => origin().startsWith('https:')
  app.get('/cookies', { config, schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const gpc = hasPrivacySignal(request)
    if (gpc) deletePreferences(reply, secure())
    const choice: CookieChoice | null = gpc ? 'declined' : readCookieChoice(request)
    const policy = await currentPolicy(db, { kind: 'cookies', clock })
    const kinds = cookies.map((cookie) => ({ ...cookie, kind: cookie.kind as 'session' | 'preferences' }))
    return reply.page('cookies', { cookies: kinds, choice, saved: request.query.saved === '1', policy })
  })
  app.post('/cookies', { config, schema: { hide: true } }, async (request, reply) => {
    // Whatever is not clearly a yes is a no, and a signal outweighs a yes.
    const allows = readField(request.body, 'preferences') === 'allow' && !hasPrivacySignal(request)
    rememberChoice(reply, { choice: allows ? 'allowed' : 'declined', secure: secure() })
    return reply.redirect('/cookies?saved=1', 303)
  })
  app.get('/.well-known/gpc.json', { config, schema: { hide: true } }, async () => ({
    gpc: true,
    lastUpdate: GPC_STATEMENT,
  }))
  app.get('/.well-known/security.txt', { config, schema: { hide: true } }, async (_request, reply) => {
    // RFC 9116 asks for a day at most a year ahead, after which the file is not to be trusted.
    const expires = new Date(clock.now().getTime() + 180 * 86_400_000)
    const lines = [
      `Contact: ${origin()}/feedback`,
      `Expires: ${expires.toISOString().slice(0, 10)}T00:00:00Z`,
      'Preferred-Languages: en',
      `Canonical: ${origin()}/.well-known/security.txt`,
    ]
    return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`)
  })
}
