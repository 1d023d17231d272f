import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { createExport } from './create-export.ts'
import { cancelExport, deleteExport } from './end-export.ts'
import type { ExportDependencies } from './export-dependencies.ts'
import { filterFile } from './filter-file.ts'
import { getExport, listExports } from './list-exports.ts'
import type { ExportRow } from './list-exports.ts'
import { access } from './policy.ts'
import * as schemas from './schemas.ts'

const tags = ['Exports']
const config = access.own

export type ExportRouteDependencies = ExportDependencies & {
  /** Leaves an export to be written. */
  start: (id: string) => Promise<void>
}

/** Exports of one's own organisation: ordered, watched, fetched, removed. */
export function exportRoutes(dependencies: ExportRouteDependencies): (app: HttpApp) => void {
  return (app) => {
    orderRoute(app, dependencies)
    lookRoutes(app, dependencies)
    fileRoutes(app, dependencies)
    endRoutes(app, dependencies)
  }
}

function orderRoute(app: HttpApp, dependencies: ExportRouteDependencies): void {
  app.post(
    '/v1/exports',
    {
      config: { ...config, rateLimit: { max: 30, timeWindow: '1 minute' } },
      bodyLimit: 4 * 1_048_576,
      schema: {
        tags,
        summary: 'Order an export',
        description:
          'What is not owned yet is unlocked first, all or nothing. Sent again with the same Idempotency-Key it is the same export.',
        headers: schemas.ExportHeaders,
        body: schemas.NewExport,
        response: { 202: schemas.ExportItem },
      },
    },
    async (request, reply) => {
      const { account, user } = memberOf(request)
      const key = request.headers['idempotency-key']
      const { id, fresh } = await createExport({ account, user, wish: request.body, key }, dependencies)
      if (fresh) await dependencies.start(id)
      return reply.status(202).send(present(await getExport(dependencies.db, account, id)))
    },
  )
}

function lookRoutes(app: HttpApp, { db }: ExportRouteDependencies): void {
  app.get(
    '/v1/exports',
    {
      config,
      schema: {
        tags,
        summary: 'Exports of one’s organisation',
        querystring: schemas.ExportsQuery,
        response: { 200: schemas.ExportsPage },
      },
    },
    async (request) => {
      const { total, rows, next } = await listExports(db, memberOf(request).account, request.query)
      return { total, items: rows.map(present), next }
    },
  )
  app.get(
    '/v1/exports/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One export, and how far it is',
        params: schemas.ById,
        response: { 200: schemas.ExportItem },
      },
    },
    async (request) => present(await getExport(db, memberOf(request).account, request.params.id)),
  )
}

function fileRoutes(app: HttpApp, dependencies: ExportRouteDependencies): void {
  const { db, folder } = dependencies
  app.get(
    '/v1/exports/:id/file',
    {
      config,
      schema: {
        tags,
        summary: 'The file, as CSV',
        description: 'People who have stopped the sale of their data since it was written are left out.',
        params: schemas.ById,
      },
    },
    async (request, reply) => {
      const { id } = await getReady(dependencies, request)
      void reply.header('content-disposition', `attachment; filename="fairlist-${id}.csv"`)
      return sendCsv(reply, Readable.from(filterFile(join(folder, id, 'contacts.csv'), dependencies)))
    },
  )
  app.get(
    '/v1/exports/:id/manifest',
    {
      config,
      schema: {
        tags,
        summary: 'What the file holds, with its digest',
        params: schemas.ById,
        response: { 200: schemas.Manifest },
      },
    },
    async (request) => {
      const { id } = await getReady({ db }, request)
      const text = await readFile(join(folder, id, 'manifest.json'), 'utf8')
      return JSON.parse(text) as z.input<typeof schemas.Manifest>
    },
  )
}

function sendCsv(reply: FastifyReply, stream: Readable): FastifyReply {
  return reply.header('cache-control', 'no-store').type('text/csv; charset=utf-8').send(stream)
}

function endRoutes(app: HttpApp, dependencies: ExportRouteDependencies): void {
  app.post(
    '/v1/exports/:id/cancel',
    {
      config,
      schema: {
        tags,
        summary: 'Cancel an export that waits or runs',
        params: schemas.ById,
        response: { 200: schemas.ExportItem },
      },
    },
    async (request) => {
      const { account, user } = memberOf(request)
      const { id } = await getExport(dependencies.db, account, request.params.id)
      await cancelExport({ account, user, id }, dependencies)
      return present(await getExport(dependencies.db, account, id))
    },
  )
  app.delete(
    '/v1/exports/:id',
    { config, schema: { tags, summary: 'Remove the file of an export', params: schemas.ById } },
    async (request, reply) => {
      const { account, user } = memberOf(request)
      const { id } = await getExport(dependencies.db, account, request.params.id)
      await deleteExport({ account, user, id }, dependencies)
      return reply.status(204).send()
    },
  )
}

/** An export whose file can be fetched. */
async function getReady(
  { db }: Pick<ExportDependencies, 'db'>,
  request: FastifyRequest<{ Params: { id: string } }>,
): Promise<ExportRow> {
  const row = await getExport(db, memberOf(request).account, request.params.id)
  if (row.state === 'done') return row
  if (row.state === 'expired')
    throw new AppError('not_found', 'The file of this export was removed. Order it again: what you own stays free.')
  throw new AppError('conflict', 'This export has no file yet.')
}

function memberOf({ principal }: Pick<FastifyRequest, 'principal'>): { account: string; user: string } {
  if (principal.kind === 'user' && principal.organisation !== null)
    return { account: principal.organisation, user: principal.user }
  throw new AppError('conflict', 'Make the first operator, then sign in.')
}

function present(row: ExportRow): z.input<typeof schemas.ExportItem> {
  const { id, state, total, done, error } = row
  return {
    id,
    state,
    total,
    done,
    error,
    created: row.created_at.toISOString(),
    finished: row.finished_at?.toISOString() ?? null,
    expires: row.expires_at?.toISOString() ?? null,
    by: row.user_id,
  }
}
