import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import { LogController, fastify } from 'fastify'
import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { constants } from 'node:zlib'
import { AppError } from '../errors/index.ts'
import { newId } from '../ids/index.ts'
import type { Log } from '../log/index.ts'
import { guardAccess } from './access.ts'
import type { ListedRoute } from './access.ts'
import { apiDocs } from './api-docs.ts'
import { guardHost } from './host-guard.ts'
import type { HttpApp } from './http-app.ts'
import { createMetrics } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import { decoratePages, wantsPage } from './pages.ts'
import type { PageOptions } from './pages.ts'
import { identifyLocal } from './principal.ts'
import type { Principal } from './principal.ts'
import { probeRoutes } from './probes.ts'
import type { ReadyChecks } from './probes.ts'
import { rateLimits } from './rate-limits.ts'
import { toProblem } from './problem.ts'
import type { Problem } from './problem.ts'
import { webFiles } from './web-files.ts'
import type { WebOptions } from './web-files.ts'

type HttpAppOptions = {
  log: Log
  /** For the API's description. */
  info: { title: string; description: string; version: string }
  /** What `/readyz` asks. */
  checks?: ReadyChecks
  /** The built web application, served at `/`. */
  web?: Omit<WebOptions, 'home' | 'guard'>
  /** How the pages for everybody are rendered. */
  pages?: PageOptions
  /** Address of the instance as people reach it, besides loopback. */
  publicUrl?: string | undefined
  /** Address or network of the proxy whose word about clients is taken. */
  trustedProxy?: string | undefined
  /** Certificate and key, as PEM. */
  tls?: { cert: string; key: string } | undefined
  /** Finds out who asks (default: whoever sits at the machine may do everything). */
  identify?: (request: FastifyRequest) => Promise<Principal>
  /** Adds the routes of the modules. */
  routes?: (app: HttpApp) => Promise<void> | void
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route with who may call it. */
    listRoutes(): ListedRoute[]
  }
}

/** Longest time a closing server waits for answers under way, in ms. */
const GRACE = 10_000

/**
 * Makes the server, not yet listening: schemas by zod, errors as problem documents, security headers, compression, the
 * guard against foreign pages, probes, metrics and API documentation; then the modules' routes, then the web application.
 */
export async function createHttpApp(options: HttpAppOptions): Promise<HttpApp> {
  const logger: FastifyBaseLogger = options.log
  const secure = options.tls !== undefined || options.publicUrl?.startsWith('https:') === true
  const app: HttpApp = fastify({
    ...(options.tls ? { https: options.tls } : {}),
    trustProxy: options.trustedProxy ?? false,
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: 1_048_576,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  decoratePages(app, options.pages)
  app.setErrorHandler(answerError)
  app.addHook('onRequest', (request, _reply, done) => {
    guardHost(request, options.publicUrl)
    done()
  })
  const doorkeeper = guardAccess(app, options.identify ?? identifyLocal)
  app.decorate('listRoutes', () => doorkeeper.routes())
  const metrics = createMetrics()
  recordRequests(app, { log: options.log, metrics })
  await rateLimits(app)
  await securityHeaders(app, secure)
  await app.register(compress, { threshold: 1024, brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
  await apiDocs(app, options.info)
  await options.routes?.(app)
  probeRoutes(app, { checks: options.checks ?? {}, metrics })
  const page = options.web
    ? await webFiles(app, { ...options.web, home: homeOf(options.pages), guard: doorkeeper.guardPage })
    : () => null
  app.setNotFoundHandler((request, reply) => page(request, reply) ?? answerMissing(request, reply))
  cutStragglers(app)
  return app
}

function answerError(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id)
  if (problem.status >= 500)
    request.log.error({ err: error, request: request.id, route: request.routeOptions.url }, 'failed')
  void reply.status(problem.status)
  if (reply.hasPages && wantsPage(request)) return showProblem(problem, reply)
  return reply.type('application/problem+json').send(JSON.stringify(problem))
}

function showProblem(problem: Problem, reply: FastifyReply): FastifyReply {
  const seconds = Number(reply.getHeader('retry-after'))
  return reply.page('error', { problem, retryAfter: seconds > 0 ? seconds : null })
}

function homeOf(pages: PageOptions | undefined): NonNullable<WebOptions['home']> {
  return async (request, reply) => {
    const home = await pages?.home?.(request)
    return home ? reply.page(home.name, home.props) : null
  }
}

function answerMissing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = new AppError('not_found', 'There is nothing at this address. The API is described at /docs.')
  return answerError(error, request, reply)
}

/** One line and one figure a request: method, route pattern, status, time. Nothing that says who asked for what. */
function recordRequests(app: HttpApp, { log, metrics }: { log: Log; metrics: Metrics }): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'none'
    const status = reply.statusCode
    metrics.observe({ method, route, status, seconds: reply.elapsedTime / 1000 })
    log.info({ method, route, status, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'request')
    done()
  })
}

async function securityHeaders(app: HttpApp, secure: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // component libraries set sizes and colours as styles
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false }, // not for plain HTTP on loopback
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
}

/** A closing server lets answers under way finish, but not for ever: event streams and stalled clients are cut. */
function cutStragglers(app: HttpApp): void {
  app.addHook('preClose', (done) => {
    setTimeout(() => app.server.closeAllConnections(), GRACE).unref()
    done()
  })
}
