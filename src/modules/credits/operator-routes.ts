import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { actorOf } from '../audit/index.ts'
import { presentLine } from './account-routes.ts'
import { adjust } from './adjust.ts'
import { balanceOf } from './balance-of.ts'
import type { CreditRouteDependencies } from './credit-dependencies.ts'
import { getStanding, presentSubscription } from './get-standing.ts'
import { listLines } from './list-lines.ts'
import { listSubscriptions } from './list-subscriptions.ts'
import { access } from './policy.ts'
import * as schemas from './schemas.ts'
import { endSubscription, startSubscription } from './subscribe.ts'

const tags = ['Accounts']

/** Accounts for those who run the instance: who subscribes to what, and what stands in each ledger. */
export function operatorRoutes(app: HttpApp, dependencies: CreditRouteDependencies): void {
  const { db, accounts } = dependencies
  app.get(
    '/v1/operator/accounts',
    {
      config: access.help,
      schema: {
        tags,
        summary: 'Accounts, by name, with where they stand',
        querystring: schemas.AccountsQuery,
        response: { 200: schemas.AccountsPage },
      },
    },
    async ({ query }) => {
      const { items, next } = await accounts.list(query)
      const standings = await Promise.all(items.map(({ id }) => getStanding(dependencies, id)))
      return { items: items.map((item, index) => ({ ...item, ...standings[index] })), next }
    },
  )
  app.get(
    '/v1/operator/accounts/:id/ledger',
    {
      config: access.help,
      schema: {
        tags,
        summary: 'The ledger of an account, line by line',
        params: schemas.ById,
        querystring: schemas.LedgerQuery,
        response: { 200: schemas.LedgerPage },
      },
    },
    async ({ params, query }) => {
      const { id } = await getAccount(accounts, params.id)
      const { rows, next } = await listLines(db, id, query)
      return { balance: await balanceOf(db, id), items: rows.map(presentLine), next }
    },
  )
  app.get(
    '/v1/operator/subscriptions/asked',
    {
      config: access.help,
      schema: { tags, summary: 'Subscriptions that somebody waits for', response: { 200: schemas.AskedPage } },
    },
    async () => {
      const rows = await listSubscriptions(db, { states: ['asked'] })
      const names = await Promise.all(rows.map(({ account }) => accounts.find(account)))
      const items = rows.map((row, index) => ({
        ...presentSubscription(row),
        account: row.account,
        name: names[index]?.name ?? null,
      }))
      return { items }
    },
  )
  changeRoutes(app, dependencies)
}

function changeRoutes(app: HttpApp, dependencies: CreditRouteDependencies): void {
  const { accounts, started } = dependencies
  app.post(
    '/v1/operator/accounts/:id/subscription',
    {
      config: access.operate,
      schema: {
        tags,
        summary: 'Start a subscription, paid by invoice',
        description: 'Books the credits of its first month. One that runs ends on that day.',
        params: schemas.ById,
        body: schemas.StartedPlan,
        response: { 201: schemas.Standing },
      },
    },
    async (request, reply) => {
      const { id } = await getAccount(accounts, request.params.id)
      await startSubscription(dependencies, { ...request.body, account: id, actor: actorOf(request) })
      await started()
      return reply.status(201).send(await getStanding(dependencies, id))
    },
  )
  app.post(
    '/v1/operator/accounts/:id/subscription/end',
    {
      config: access.operate,
      schema: {
        tags,
        summary: 'Let a subscription end',
        params: schemas.ById,
        body: schemas.EndedPlan,
        response: { 200: schemas.Standing },
      },
    },
    async (request) => {
      const { id } = await getAccount(accounts, request.params.id)
      await endSubscription(dependencies, { ...request.body, account: id, actor: actorOf(request) })
      return getStanding(dependencies, id)
    },
  )
  app.post(
    '/v1/operator/accounts/:id/credits',
    {
      config: access.operate,
      schema: {
        tags,
        summary: 'Correct a balance by hand',
        params: schemas.ById,
        body: schemas.Adjustment,
        response: { 200: schemas.Standing },
      },
    },
    async (request) => {
      const { id } = await getAccount(accounts, request.params.id)
      await adjust(dependencies, { ...request.body, account: id, actor: actorOf(request) })
      return getStanding(dependencies, id)
    },
  )
}

async function getAccount(accounts: CreditRouteDependencies['accounts'], id: string): Promise<{ id: string }> {
  const account = await accounts.find(id)
  if (!account) throw new AppError('not_found', 'There is no account with this id.')
  return account
}
