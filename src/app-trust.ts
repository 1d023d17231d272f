import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import fileChanges from './app-file-changes.json' with { type: 'json' }
import { actorOf, auditRoutes, recordAudit } from './modules/audit/index.ts'
import type { AuditTables } from './modules/audit/index.ts'
import type { ConsentTables } from './modules/consents/index.ts'
import { announceJob, currentPolicy, policyRoutes, seedPolicies, upcomingChanges } from './modules/policies/index.ts'
import type { AnnounceJob, PolicyTables, Recipient, UpcomingChange } from './modules/policies/index.ts'
import { openUsageLog } from './modules/usage/index.ts'
import type { UsageLog, UsageTables } from './modules/usage/index.ts'
import { wallJob, wallRoutes } from './modules/wall/index.ts'
import type { Canary, Watched, WallJob, WallTables } from './modules/wall/index.ts'
import { systemClock } from './platform/clock/index.ts'
import type { Clock } from './platform/clock/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import { newId } from './platform/ids/index.ts'
import type { Log } from './platform/log/index.ts'
import type { Postgres } from './platform/postgres/index.ts'

type Options = {
  data: string
  postgres: Postgres
  clock: Clock
  log: Log
  /** Address of the instance as people reach it. */
  origin: () => string
  /** Who has an account, and which of them are operators. */
  people: {
    listUsers: (page: { after: string | null; limit: number }) => Promise<Recipient[]>
    operators: () => Promise<Recipient[]>
  }
  /** Leaves a job to be done soon. */
  send: (job: AnnounceJob | WallJob) => Promise<void>
}

/** Policies, the usage log, the trail and the watch on the wall, put together. */
export type TrustParts = {
  jobs: [AnnounceJob, WallJob, UsageLog['job']]
  routes: (app: HttpApp) => Promise<void>
  /** The privacy policy that holds now. */
  privacyPolicy: () => Promise<{ version: string; href: string }>
  /** Material changes of policies to come, for the home page. */
  upcomingChanges: () => Promise<UpcomingChange[]>
  /** An edition was published: the watch goes round. */
  published: () => Promise<void>
  close(): Promise<void>
}

/** Opens what keeps promises: the default policies are written, the months of usage made. */
export async function openTrust({ data, postgres, clock, log, origin, people, send }: Options): Promise<TrustParts> {
  const policies = postgres.as<PolicyTables>('registration')
  const wall = postgres.as<WallTables>('registration')
  await seedPolicies(policies, { clock })
  const usage = await openUsageLog({ db: postgres.as<UsageTables>('registration'), clock, log })
  const { listUsers, operators } = people
  const announcing = announceJob({ db: policies, clock, listUsers, origin })
  const register = registerCanary
  const watching = wallJob({ db: wall, clock, register, listFiles: () => listDelivered(data), operators, origin })
  return {
    jobs: [announcing, watching, usage.job],
    routes: async (app) => {
      logUsage(app, usage)
      logFileChanges(app, postgres)
      await policyRoutes({ db: policies, clock, origin, operators, announce: () => send(announcing) })(app)
      auditRoutes({ db: postgres.as<AuditTables>('audit') })(app)
      wallRoutes({ db: wall })(app)
    },
    privacyPolicy: () => currentPolicy(policies, { kind: 'privacy', clock }),
    upcomingChanges: () => upcomingChanges(policies, { clock }),
    published: () => send(watching),
    close: () => usage.close(),
  }
}

/** What machines ask of the server itself is nobody's use of it. */
const UNLOGGED = /^\/(healthz|readyz|metrics|assets\/|docs|openapi\.json|favicon)/

/** Notes each answered request by the pattern of its route: what was used, never what was asked for. */
function logUsage(app: HttpApp, usage: UsageLog): void {
  app.addHook('onResponse', (request: FastifyRequest, _reply: FastifyReply, done) => {
    const { method, ip, headers } = request
    const pattern = request.routeOptions.url
    if (pattern !== undefined && pattern !== '/*' && !UNLOGGED.test(pattern)) {
      usage.record({
        action: `${method} ${pattern}`,
        account: userOf(request),
        address: ip,
        browser: headers['user-agent'] ?? null,
        gpc: headers['sec-gpc'] === '1',
      })
    }
    done()
  })
}

/**
 * Editions, uploads and builds are files, which no transaction holds: what is done to them is written to the trail before,
 * so that a change without a row cannot be, and a row without its change says that somebody tried.
 */
function logFileChanges(app: HttpApp, postgres: Postgres): void {
  app.addHook('preHandler', async (request) => {
    const route = `${request.method} ${request.routeOptions.url}`
    const change = fileChanges.find((each) => each.route === route)
    if (!change) return
    const { id = '' } = request.params as { id?: string }
    const { action, subject } = change
    const entry = { actor: actorOf(request), action, subject: subject.endsWith(':') ? `${subject}${id}` : subject }
    await postgres
      .as('audit')
      .transaction()
      .execute((trx) => recordAudit(trx, entry))
  })
}

function userOf(request: FastifyRequest): string | null {
  const principal = 'principal' in request ? (request.principal as { user?: unknown } | null) : null
  return typeof principal?.user === 'string' ? principal.user : null
}

/** The rows of a confirmed registration, as the form of consents writes them, but that no mail goes out. */
async function registerCanary(trx: Transaction<WallTables>, { email, name, company }: Canary): Promise<void> {
  const consents = trx as unknown as Transaction<ConsentTables> // one database: only the caller's types do not say so
  const now = systemClock.now()
  const correspondent = newId()
  await consents
    .insertInto('correspondents')
    .values({ id: correspondent, key: email, address: email, created_at: now })
    .execute()
  await consents
    .insertInto('registrations')
    .values({
      id: newId(),
      kind: 'information-request',
      correspondent,
      fields: JSON.stringify({ email, name, company }),
      digest: createHash('sha256').update(`canary ${email}`).digest('hex'),
      state: 'confirmed',
      created_at: now,
      confirmed_at: now,
    })
    .execute()
}

/** Everything on disk that contacts leave the house from: editions, and files that accounts asked for. */
async function listDelivered(data: string): Promise<Watched[]> {
  const exports = (await readdir(join(data, 'exports')).catch(() => [])).filter((name) => name.startsWith('x'))
  const files = exports.map((id) => ({ place: `export:${id}`, path: join(data, 'exports', id, 'contacts.csv') }))
  return [...(await listEditionFiles(data)), ...files]
}

async function listEditionFiles(data: string): Promise<Watched[]> {
  const folder = join(data, 'editions')
  const editions = await readdir(folder).catch(() => [])
  return editions.flatMap((edition) =>
    ['contacts.jsonl', 'companies.jsonl'].map((file) => ({
      place: `edition:${edition}/${file}`,
      path: join(folder, edition, 'index', file),
    })),
  )
}
