import type { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { balanceOf } from './balance-of.ts'
import type { CreditRouteDependencies } from './credit-dependencies.ts'
import { requireMember } from './credit-dependencies.ts'
import { explainLine } from './explain-line.ts'
import { getStanding, presentSubscription } from './get-standing.ts'
import { listLines } from './list-lines.ts'
import type { Line } from './list-lines.ts'
import { plans } from './plans.ts'
import { access } from './policy.ts'
import prices from './prices.json' with { type: 'json' }
import * as schemas from './schemas.ts'
import { askForSubscription } from './subscribe.ts'

const tags = ['Credits']

/** What an organisation sees of its own credits, and what it may subscribe to. */
export function accountRoutes(app: HttpApp, dependencies: CreditRouteDependencies): void {
  const { db } = dependencies
  app.get(
    '/v1/plans',
    {
      config: access.plans,
      schema: { tags, summary: 'What can be subscribed to', response: { 200: schemas.PlanList } },
    },
    async () => ({ items: [...plans], unlockPrice: prices.unlock }),
  )
  app.get(
    '/v1/subscription',
    {
      config: access.spend,
      schema: { tags, summary: 'Where one’s organisation stands', response: { 200: schemas.Standing } },
    },
    (request) => getStanding(dependencies, requireMember(request).account),
  )
  app.post(
    '/v1/subscription',
    {
      config: access.subscribe,
      schema: {
        tags,
        summary: 'Ask for a subscription',
        description:
          'It runs, and is invoiced, when the operator has started it. Asked again, the new wish takes the place of the old.',
        body: schemas.AskedPlan,
        response: { 201: schemas.SubscriptionItem },
      },
    },
    async (request, reply) => {
      const member = requireMember(request)
      const asked = await askForSubscription(dependencies, { ...member, plan: request.body.plan })
      return reply.status(201).send(presentSubscription(asked))
    },
  )
  app.get(
    '/v1/ledger',
    {
      config: access.spend,
      schema: {
        tags,
        summary: 'Every credit of one’s organisation, line by line',
        querystring: schemas.LedgerQuery,
        response: { 200: schemas.LedgerPage },
      },
    },
    async (request) => {
      const { account } = requireMember(request)
      const { rows, next } = await listLines(db, account, request.query)
      return { balance: await balanceOf(db, account), items: rows.map(presentLine), next }
    },
  )
}

/** A line as it leaves. Who it was at the instance is nobody's business. */
export function presentLine(row: Line): z.input<typeof schemas.LedgerLine> {
  const { line, at, kind, credits, balance, actor } = row
  const by = kind === 'unlock' && actor.startsWith('user:') ? actor.slice(5) : null
  return { line, at: at.toISOString(), kind, credits, balance, sentence: explainLine(row), by }
}
