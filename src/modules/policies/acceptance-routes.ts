import { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { pendingAcceptance } from './pending-acceptance.ts'
import type { PendingAcceptance } from './pending-acceptance.ts'
import { readField, readNext, userOf } from './policy-dependencies.ts'
import type { PolicyDependencies } from './policy-dependencies.ts'
import { recordAcceptance } from './record-acceptance.ts'

const config = { access: 'signed-in' } as const
const ACTION = '/policies/accept'
const AskQuery = z.object({ next: z.string().max(2000).optional() })
const AnswerQuery = z.object({ shown: z.string().max(2000).default('') })

/** Where somebody is led after signing in, while there is something to agree to. */
export function acceptanceRoutes(app: HttpApp, { db, clock }: PolicyDependencies): void {
  app.get(ACTION, { config, schema: { hide: true, querystring: AskQuery } }, async (request, reply) => {
    const next = readNext(request.query.next ?? '', '/search')
    const pending = await pendingAcceptance(db, { user: requireUser(request), clock })
    return pending.length === 0 ? reply.redirect(next, 303) : reply.page('acceptance', presentPage(pending, next))
  })
  app.post(ACTION, { config, schema: { hide: true, querystring: AnswerQuery } }, async (request, reply) => {
    const { query, body, ip } = request
    const user = requireUser(request)
    const next = readNext(readField(body, 'next'), '/search')
    const pending = await pendingAcceptance(db, { user, clock })
    if (pending.length > 0 && readField(body, 'accept') !== 'on') {
      const errors = { accept: 'To go on, please read and agree.' }
      return reply.status(422).page('acceptance', { ...presentPage(pending, next), errors })
    }
    // Only what the page showed: a version that came to hold meanwhile is asked for the next time.
    const shown = query.shown.split(' ')
    const accepted = pending.filter((each) => shown.includes(nameOf(each)))
    await db.transaction().execute((trx) => recordAcceptance(trx, { user, accepted, remoteAddress: ip, clock }))
    if (accepted.length === pending.length) return reply.redirect(next, 303)
    return reply.redirect(`${ACTION}?next=${encodeURIComponent(next)}`, 303)
  })
}

function requireUser(request: Parameters<typeof userOf>[0]): string {
  const user = userOf(request)
  if (!user) throw new AppError('unauthenticated', 'Please sign in first.')
  return user
}

function presentPage(policies: PendingAcceptance[], next: string) {
  const shown = encodeURIComponent(policies.map(nameOf).join(' '))
  return { policies, action: `${ACTION}?shown=${shown}`, next }
}

function nameOf({ kind, version }: PendingAcceptance): string {
  return `${kind}/${version}`
}
