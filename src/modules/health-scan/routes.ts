import multipart from '@fastify/multipart'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { drawHtml, drawPdf } from '../../refinery/files/index.ts'
import { compareWithPeers } from './compare-with-peers.ts'
import industries from './industries.json' with { type: 'json' }
import { keepCounts } from './keep-counts.ts'
import limits from './limits.json' with { type: 'json' }
import { access } from './policy.ts'
import { presentResult, presentState } from './present-scan.ts'
import { multipartLimits, receiveFile } from './receive-file.ts'
import { ScanDesk } from './scan-desk.ts'
import { showPage } from './scan-pages.ts'
import * as schemas from './schemas.ts'
import sizes from './sizes.json' with { type: 'json' }
import type { HealthScanTables } from './tables.ts'

/** What the module needs of the rest. */
export type HealthScanDependencies = {
  db: Kysely<HealthScanTables>
  clock: Clock
  /** Data directory, in which files are while they are scanned. */
  data: string
  /** How long a browser without script waits for a result before it is told how far it is, in ms (default 10 s). */
  patience?: number
}

const tags = ['Health scan']
const limited = { ...access.scan, rateLimit: { max: limits.perTenMinutes, timeWindow: '10 minutes' } }

/** Statuses of what a visitor can put right. */
const STATUS = { bad_input: 422, too_large: 413, unsupported: 415, busy: 429 } as const

/** The health scan for everybody: a page that works without script, and the same for programs. */
export function healthScanRoutes(dependencies: HealthScanDependencies): (app: HttpApp) => Promise<void> {
  const { db, clock, data } = dependencies
  const folder = join(data, 'scans')
  return async (app) => {
    const desk = new ScanDesk({
      clock,
      compare: (sender) => compareWithPeers(db, sender),
      keep: (sender, scan) => keepCounts({ db, clock }, { scan, industry: sender.industry, size: sender.size }),
      onProblem: (error) => app.log.error({ err: error }, 'a scan failed'),
    })
    // What a killed server had in hand.
    await rm(folder, { recursive: true, force: true })
    app.addHook('onClose', () => desk.close())
    const begin = async (request: FastifyRequest) => {
      desk.checkRoom()
      return desk.begin(await receiveFile(request, folder))
    }
    await app.register(async (routes: HttpApp) => {
      await routes.register(multipart, { limits: multipartLimits, throwFileSizeLimit: false })
      pageRoutes(routes, { ...dependencies, desk, begin })
      programRoutes(routes, { desk, begin })
    })
  }
}

type Desk = { desk: ScanDesk; begin: (request: FastifyRequest) => Promise<string> }

function pageRoutes(app: HttpApp, { desk, begin, patience = 10_000 }: Desk & { patience?: number }): void {
  app.get('/scan', { config: access.scan, schema: { hide: true } }, (_request, reply) => showForm(reply, null))
  app.post('/scan', { config: limited, schema: { hide: true } }, async (request, reply) => {
    const id = await begin(request).catch(asProblem)
    return typeof id === 'string' ? reply.redirect(`/scan/${id}`, 303) : showForm(reply, id)
  })
  app.get(
    '/scan/:id',
    { config: access.scan, schema: { hide: true, params: schemas.ById } },
    async ({ params }, reply) => {
      const scan = await desk.settle(params.id, patience)
      if (scan.state === 'done') return showPage(reply, 'scan-result', presentResult(scan))
      if (scan.state === 'failed') return showForm(reply, new AppError(scan.problem.code, scan.problem.message))
      const { rows, total } = scan.soFar
      return showPage(reply, 'scan-running', { file: scan.file, rows, total, path: `/scan/${params.id}` })
    },
  )
  app.get(
    '/scan/:id/report.html',
    { config: access.scan, schema: { hide: true, params: schemas.ById } },
    ({ params }, reply) => {
      const { scan, made } = doneOf(desk, params.id)
      return sendFile(reply, 'html').send(drawHtml(scan, { made: made.toISOString().slice(0, 10) }))
    },
  )
  app.get(
    '/scan/:id/report.pdf',
    { config: access.scan, schema: { hide: true, params: schemas.ById } },
    async ({ params }, reply) => {
      const { scan, made } = doneOf(desk, params.id)
      return sendFile(reply, 'pdf').send(await drawPdf(scan, { made: made.toISOString() }))
    },
  )
}

function programRoutes(app: HttpApp, { desk, begin }: Desk): void {
  app.post(
    '/v1/scans',
    {
      config: limited,
      schema: {
        tags,
        summary: 'Scan a file (multipart: `file`, and if wanted `industry`, `size`, `keep` = `on`)',
        description: 'The file is removed when it was scanned; the result is held in memory for an hour.',
        consumes: ['multipart/form-data'],
        response: { 201: schemas.BegunScan },
      },
    },
    async (request, reply) => {
      const id = await begin(request)
      return reply.status(201).send({ id, page: `/scan/${id}` })
    },
  )
  app.get(
    '/v1/scans/:id',
    {
      config: access.scan,
      schema: {
        tags,
        summary: 'How far a scan is, and its result',
        params: schemas.ById,
        response: { 200: schemas.ScanState },
      },
    },
    async ({ params }, reply) => {
      void reply.header('cache-control', 'no-store')
      return presentState(desk.get(params.id))
    },
  )
}

function doneOf(desk: ScanDesk, id: string) {
  const scan = desk.get(id)
  if (scan.state === 'done') return scan
  throw new AppError('not_found', 'There is no report yet: the file is still being read, or could not be.')
}

function sendFile(reply: FastifyReply, ending: 'html' | 'pdf'): FastifyReply {
  const type = ending === 'pdf' ? 'application/pdf' : 'text/html; charset=utf-8'
  return reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="health-scan.${ending}"`)
}

/** What the sender can put right is said beside the form. */
function asProblem(error: unknown): AppError {
  if (error instanceof AppError && error.code in STATUS) return error
  throw error
}

function showForm(reply: FastifyReply, error: AppError | null): FastifyReply {
  const { megabytes, rows, fewestRows } = limits
  if (error) void reply.status(STATUS[error.code as keyof typeof STATUS] ?? 500)
  const props = { error: error?.message ?? null, industries, sizes, limits: { megabytes, rows, fewestRows } }
  return showPage(reply, 'scan', props)
}
