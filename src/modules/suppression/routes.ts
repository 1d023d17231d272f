import formbody from '@fastify/formbody'
import type { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { actorOf } from '../audit/index.ts'
import { evenTime } from './even-time.ts'
import { getSuppression, listSuppressions } from './list-suppressions.ts'
import type { SuppressionRow } from './list-suppressions.ts'
import { access } from './policy.ts'
import * as schemas from './schemas.ts'
import { stop } from './stop.ts'
import { STEP, stopPages } from './stop-pages.ts'
import type { StopRouteDependencies } from './stop-pages.ts'

const tags = ['Suppression']

/** Stops of all kinds: the public page, the same for machines, and what support does on the telephone. */
export function suppressionRoutes(dependencies: StopRouteDependencies): (app: HttpApp) => Promise<void> {
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      if (!routes.hasContentTypeParser('application/x-www-form-urlencoded')) await routes.register(formbody)
      stopPages(routes, dependencies)
    })
    publicRoute(app, dependencies)
    staffRoutes(app, dependencies)
  }
}

const created = { 201: schemas.StopAnswer }

function publicRoute(app: HttpApp, { step = STEP, ...dependencies }: StopRouteDependencies): void {
  app.post(
    '/v1/stops',
    {
      config: { ...access.stop, rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Stop the sale of somebody’s data, on every road, at once',
        description: 'Asks for no proof. The answer has the same words, and takes the same time, for everybody.',
        body: schemas.NewStop,
        response: created,
      },
    },
    async ({ body }, reply) => {
      const given = { ...body, channel: 'web', actor: 'person' } as const
      const { number, token } = await evenTime(step, () => stop(dependencies, given).catch(atField))
      return reply.status(201).send({ number, status: `/stop/status/${token}` })
    },
  )
}

function staffRoutes(app: HttpApp, dependencies: StopRouteDependencies): void {
  const { db } = dependencies
  app.post(
    '/v1/suppressions',
    {
      config: access.telephone,
      schema: { tags, summary: 'Stop for somebody on the telephone', body: schemas.NewStop, response: created },
    },
    async (request, reply) => {
      const given = { ...request.body, channel: 'telephone', actor: actorOf(request) } as const
      const { number, token } = await stop(dependencies, given).catch(atField)
      return reply.status(201).send({ number, status: `/stop/status/${token}` })
    },
  )
  app.get(
    '/v1/suppressions',
    {
      config: access.look,
      schema: {
        tags,
        summary: 'Stops, newest first',
        querystring: schemas.SuppressionsQuery,
        response: { 200: schemas.SuppressionsPage },
      },
    },
    async ({ query }) => {
      const { total, rows, next } = await listSuppressions(db, query)
      return { total, items: rows.map(present), next }
    },
  )
  app.get(
    '/v1/suppressions/:number',
    {
      config: access.look,
      schema: {
        tags,
        summary: 'A stop by its number',
        params: schemas.ByNumber,
        response: { 200: schemas.SuppressionItem },
      },
    },
    async ({ params }) => present(await getSuppression(db, params.number)),
  )
}

function present({ number, channel, state, created_at }: SuppressionRow): z.input<typeof schemas.SuppressionItem> {
  return { number, channel, state, created: created_at.toISOString() }
}

/** Says at which field a stop was wrong. */
function atField(error: unknown): never {
  if (!(error instanceof AppError && error.code === 'bad_input')) throw error
  throw new AppError('bad_input', error.message, { errors: [{ pointer: '/email', detail: error.message }] })
}
