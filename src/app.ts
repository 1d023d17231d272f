import type { FastifyRequest } from 'fastify'
import { join } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import { createBuildJob } from './app-build.ts'
import { loadPages } from './app-pages.ts'
import { openMail } from './app-mail.ts'
import type { MailParts } from './app-mail.ts'
import { openServedCatalogue } from './catalogue/index.ts'
import type { ServedCatalogue } from './catalogue/index.ts'
import type { Config } from './config.ts'
import { migrationsFolder, schemas } from './migrations/index.ts'
import { editionRoutes } from './modules/editions/index.ts'
import type { BuildJob } from './modules/editions/index.ts'
import { searchRoutes } from './modules/search/index.ts'
import { systemClock } from './platform/clock/index.ts'
import { createHttpApp } from './platform/http/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import { openJobs } from './platform/jobs/index.ts'
import type { Jobs } from './platform/jobs/index.ts'
import { createLog } from './platform/log/index.ts'
import type { Log } from './platform/log/index.ts'
import { openPostgres } from './platform/postgres/index.ts'
import type { Postgres } from './platform/postgres/index.ts'
import type { Progress } from './platform/progress/index.ts'

type Options = {
  config: Config
  /** Data directory, whose lock the caller holds. */
  data: string
  /** Folder of the built web; null serves the API alone. */
  web: string | null
  progress?: Progress
}

/** The whole instance, composed and not yet listening. */
export type App = {
  http: HttpApp
  catalogue: ServedCatalogue
  postgres: Postgres
  jobs: Jobs
  log: Log
  /** Ends requests, jobs, catalogue and database, in this order. */
  close(): Promise<void>
}

/** The composition root: opens the stores, hands the modules what they need, wires their routes and jobs. */
export async function createApp({ config, data, web, progress }: Options): Promise<App> {
  const log = createLog({ level: config.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info') })
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of closing.splice(0).toReversed()) await end()
  }
  try {
    const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
    const postgres = await openPostgres({
      data,
      url: config.databaseUrl,
      layout,
      log,
      ...(progress ? { progress } : {}),
    })
    closing.push(() => postgres.close())
    progress?.({ step: 'Opening the edition' })
    const catalogue = await openServedCatalogue({ data, ...catalogueEvents(log) })
    closing.push(() => catalogue.close())
    const buildJob = createBuildJob({ data })
    const origin = () => config.publicUrl ?? addressOf(http)
    const mail = await openMail({ config, data, postgres, log, origin, policy: privacyPolicy })
    closing.push(() => mail.close())
    const kinds = [buildJob, mail.desk.job]
    const jobs = await openJobs({ address: postgres.addressOf('jobs'), schema: 'jobs', jobs: kinds, log })
    closing.push(() => jobs.close())
    const startBuild = async (job: BuildJob) => void (await jobs.send(buildJob, job))
    const http: HttpApp = await createHttpApp({
      log,
      info: about,
      checks: { database: () => postgres.check(), edition: () => catalogue.edition() ?? 'none yet' },
      ...(web ? await webOptions(web) : {}),
      routes: (server) => wire(server, { data, catalogue, startBuild, mail }),
    })
    closing.push(() => http.close())
    closing.push(mail.desk.start((job, payload, options) => jobs.send(job, payload, options)))
    return { http, catalogue, postgres, jobs, log, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** First words of the addresses that belong to the application in the browser; all others are pages of the server. */
const places = ['search', 'editions', 'add', 'account', 'operate']

async function webOptions(web: string) {
  const frame = ({ headers }: FastifyRequest) => ({
    site: about.title,
    user: null,
    gpc: headers['sec-gpc'] === '1',
    unclaimed: true,
  })
  return { web: { folder: join(web, 'client'), places }, pages: { render: await loadPages(web), frame } }
}

const about = { title: 'Fairlist', description: manifest.description, version: manifest.version }

function catalogueEvents(log: Log) {
  return {
    onChange: (edition: string) => log.info({ edition }, 'serving edition'),
    onProblem: (error: Error) => log.error({ reason: error.message }, 'edition cannot be served'),
  }
}

/** Where the server listens; what a mail's links begin with when nobody said better. */
function addressOf(http: HttpApp): string {
  const address = http.server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 4600}`
}

/** The privacy policy that holds now: its version is recorded with every consent. */
async function privacyPolicy(): Promise<{ version: string; href: string }> {
  return { version: 'draft', href: '/policies/privacy' }
}

type Stores = {
  data: string
  catalogue: ServedCatalogue
  startBuild: (job: BuildJob) => Promise<void>
  mail: MailParts
}

/** Every module's routes, each with what it needs and nothing more. */
async function wire(app: HttpApp, { data, catalogue, startBuild, mail }: Stores): Promise<void> {
  await searchRoutes({ catalogue })(app)
  await editionRoutes({ data, catalogue, startBuild, clock: systemClock, version: manifest.version })(app)
  await mail.routes(app)
}
