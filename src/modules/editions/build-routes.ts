import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { readBatches } from '../../refinery/index.ts'
import type { BuildDesk } from './build-desk.ts'
import { BuildEvents } from './build-events.ts'
import { presentBatch, presentStatus } from './present.ts'
import { access } from './policy.ts'
import * as schemas from './schemas.ts'

const tags = ['Builds']

/** Orders, shows and cancels builds; lists the batches that they are made of. */
export function buildRoutes(app: HttpApp, { data, desk }: { data: string; desk: BuildDesk }): void {
  const events = new BuildEvents({ read: async () => presentStatus(await desk.status()) })
  // An open stream would hold up the shutdown.
  app.addHook('preClose', async () => events.close())
  app.post(
    '/v1/builds',
    {
      config: access.change,
      schema: {
        tags,
        summary: 'Build a new edition from uploads and what is there',
        body: schemas.BuildRequest,
        response: { 202: schemas.BuildStarted },
      },
    },
    async ({ body }, reply) => reply.status(202).send({ build: await desk.start(body.uploads) }),
  )
  app.get(
    '/v1/builds/current',
    {
      config: access.read,
      schema: {
        tags,
        summary: 'The build under way, or the last one',
        response: { 200: schemas.BuildStatus.nullable() },
      },
    },
    async (_request, reply) => reply.type('application/json').send(presentStatus(await desk.status())),
  )
  app.get(
    '/v1/builds/events',
    {
      config: access.read,
      schema: { tags, summary: 'The same as server-sent events, whenever it changes' },
    },
    async (_request, reply) => {
      const now = presentStatus(await desk.status())
      const headers = reply.getHeaders()
      reply.hijack()
      events.add(reply.raw, { headers, now })
    },
  )
  app.post(
    '/v1/builds/current/cancel',
    {
      config: access.change,
      schema: {
        tags,
        summary: 'Cancel the running build; what is served stays',
        response: { 202: schemas.BuildStatus.nullable() },
      },
    },
    async (_request, reply) => reply.status(202).send(presentStatus(await desk.cancel())),
  )
  batchRoutes(app, data)
}

function batchRoutes(app: HttpApp, data: string): void {
  app.get(
    '/v1/batches',
    {
      config: access.read,
      schema: { tags, summary: 'Every batch, newest first', response: { 200: schemas.BatchesAnswer } },
    },
    async () => ({ items: (await readBatches(data)).toReversed().map(presentBatch) }),
  )
  app.get(
    '/v1/batches/:id/rejects',
    {
      config: access.read,
      schema: { tags, summary: 'Rows of a batch that were not taken, as CSV: line, reason, row', params: schemas.ById },
    },
    async ({ params }, reply) => {
      const batch = (await readBatches(data)).find(({ id }) => id === params.id)
      const size = batch && (await stat(batch.rejects).catch(() => null))?.size
      if (!batch || size === undefined) throw new AppError('not_found', 'There is no such list of rejected rows.')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="rejects-${batch.id}.csv"`)
        .send(createReadStream(batch.rejects))
    },
  )
}
