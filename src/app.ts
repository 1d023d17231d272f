import manifest from '../package.json' with { type: 'json' }
import { openAccountParts, openPeople } from './app-accounts.ts'
import type { People } from './app-accounts.ts'
import { createBuildJob } from './app-build.ts'
import { openContributions } from './app-contributions.ts'
import type { ContributionParts } from './app-contributions.ts'
import { openExports } from './app-exports.ts'
import type { ExportParts } from './app-exports.ts'
import { contactRoute, openPages } from './app-pages.ts'
import { openLedger } from './app-ledger.ts'
import type { LedgerParts } from './app-ledger.ts'
import { mergeMasks } from './app-masks.ts'
import { openMail } from './app-mail.ts'
import type { MailParts } from './app-mail.ts'
import { openPrivacy } from './app-privacy.ts'
import type { PrivacyParts } from './app-privacy.ts'
import { openProviders } from './app-providers.ts'
import type { ProviderParts } from './app-providers.ts'
import { createVerifyJob } from './app-verify.ts'
import { openReview } from './app-review.ts'
import type { ReviewParts } from './app-review.ts'
import { openTrust } from './app-trust.ts'
import type { TrustParts } from './app-trust.ts'
import { openWithdrawnMasks } from './app-withdrawn.ts'
import { openServedCatalogue } from './catalogue/index.ts'
import type { ServedCatalogue } from './catalogue/index.ts'
import type { Config } from './config.ts'
import { migrationsFolder, schemas } from './migrations/index.ts'
import type { Accounts } from './modules/accounts/index.ts'
import { editionRoutes } from './modules/editions/index.ts'
import type { BuildJob } from './modules/editions/index.ts'
import { healthScanRoutes } from './modules/health-scan/index.ts'
import type { HealthScanTables } from './modules/health-scan/index.ts'
import { searchRoutes } from './modules/search/index.ts'
import { openSuppressionKey } from './modules/suppression/index.ts'
import { systemClock } from './platform/clock/index.ts'
import type { Clock } from './platform/clock/index.ts'
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
  /** Where the time comes from (default: the machine). */
  clock?: Clock
}

/** The whole instance, composed and not yet listening. */
export type App = {
  http: HttpApp
  catalogue: ServedCatalogue
  postgres: Postgres
  jobs: Jobs
  people: People
  log: Log
  /** Ends requests, jobs, catalogue and database, in this order. */
  close(): Promise<void>
}

/** The composition root: opens the stores, hands the modules what they need, wires their routes and jobs. */
export async function createApp({ config, data, web, progress, clock = systemClock }: Options): Promise<App> {
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
    let published = async () => {}
    const origin = () => config.publicUrl ?? addressOf(http, config)
    const key = await openSuppressionKey({ db: postgres.as('privacy'), data })
    const privacy = await openPrivacy({
      config,
      data,
      postgres,
      clock,
      log,
      key,
      origin,
      served: () => catalogue,
      disclosuresOf: (contact) => ledger.disclosuresOf(contact),
      nameAccounts: (accounts) => ledger.nameAccounts(accounts),
      kindOfBatch: (batch) => contributions.kindOfBatch(batch),
    })
    closing.push(() => privacy.close())
    const contributions = await openContributions({
      data,
      postgres,
      clock,
      served: () => catalogue,
      credit: (given) => ledger.creditContribution(given),
      send: async (job) => void (await send(job, {})),
    })
    const events = catalogueEvents(log, () => published())
    const withdrawn = openWithdrawnMasks(data, [() => contributions.withdrawn(), () => providers.withdrawn()])
    const { hiddenWithout } = withdrawn
    const providers = openProviders({ data, postgres, clock, served: () => catalogue, hiddenWithout })
    await providers.resume()
    const masks = mergeMasks(privacy.masks, withdrawn.masks)
    const catalogue: ServedCatalogue = await openServedCatalogue({ data, key, clock, masks, ...events })
    closing.push(() => catalogue.close())
    const buildJob = createBuildJob({ data })
    const send: Jobs['send'] = (job, payload, options) => jobs.send(job, payload, options)
    const people = openPeople(postgres)
    const trust = await openTrust({
      data,
      postgres,
      clock,
      log,
      origin,
      people,
      send: async (job) => void (await send(job, {})),
    })
    closing.push(() => trust.close())
    const mail = await openMail({ config, data, postgres, clock, log, origin, policy: trust.privacyPolicy })
    closing.push(() => mail.close())
    const accounts = await openAccountParts({
      config,
      data,
      postgres,
      clock,
      origin,
      seatsOf: (account) => ledger.seatsOf(account),
    })
    const ledger: LedgerParts = openLedger({
      postgres,
      clock,
      catalogue,
      notForSale: providers.notForSale,
      origin,
      send: async (job) => void (await send(job, {})),
    })
    const review = openReview({ data, postgres, clock, catalogue })
    const { notForSale } = providers
    const exporting = openExports({ data, postgres, clock, catalogue, unlock: ledger.unlock, notForSale, send })
    const verifyJob = createVerifyJob({ data, config, hasEdition: () => catalogue.edition() !== null })
    const kinds = [
      buildJob,
      verifyJob,
      mail.desk.job,
      ...trust.jobs,
      ...privacy.jobs,
      ...ledger.jobs,
      ...exporting.jobs,
      ...contributions.jobs,
      ...providers.jobs,
    ]
    const jobs: Jobs = await openJobs({ address: postgres.addressOf('jobs'), schema: 'jobs', jobs: kinds, log })
    closing.push(() => jobs.close())
    const startBuild = async (job: BuildJob) => void (await jobs.send(buildJob, job))
    const http: HttpApp = await createHttpApp({
      log,
      info: about,
      identify: accounts.identify,
      publicUrl: config.publicUrl,
      trustedProxy: config.trustedProxy,
      tls: config.tls,
      checks: { database: () => postgres.check(), edition: () => catalogue.edition() ?? 'none yet' },
      ...(web
        ? await openPages({ web, site: about.title, support: config.support, ...whatIsOn(catalogue, trust) })
        : {}),
      routes: async (server) => {
        await wire(server, {
          data,
          catalogue,
          startBuild,
          mail,
          trust,
          accounts,
          privacy,
          ledger,
          exporting,
          contributions,
          providers,
          review,
        })
        await healthScanRoutes({ db: postgres.as<HealthScanTables>('intake'), clock, data })(server)
        contactRoute(server, config.support)
      },
    })
    closing.push(() => http.close())
    closing.push(mail.desk.start(send))
    closing.push(privacy.desk.start(send))
    await exporting.resume()
    published = async () => void (await Promise.all([trust.published(), contributions.published()]))
    await published()
    return { http, catalogue, postgres, jobs, people, log, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What the home page says about the present. */
function whatIsOn(catalogue: ServedCatalogue, trust: TrustParts) {
  const edition = async () => {
    if (catalogue.edition() === null) return null
    return catalogue.use(async (served) => {
      const { total } = await served.pageCompanies('', { limit: 1, offset: 0 })
      return { contacts: served.count({}), companies: total }
    })
  }
  return { edition, coming: trust.upcomingChanges }
}

const about = { title: 'Fairlist', description: manifest.description, version: manifest.version }

function catalogueEvents(log: Log, published: () => Promise<void>) {
  return {
    onChange: (edition: string) => {
      log.info({ edition }, 'serving edition')
      published().catch((error: Error) => log.warn({ reason: error.message }, 'the watch could not be called'))
    },
    onProblem: (error: Error) => log.error({ reason: error.message }, 'edition cannot be served'),
  }
}

/** Where the server listens; what a mail's links begin with when nobody said better. */
function addressOf(http: HttpApp, { tls }: Config): string {
  const address = http.server.address()
  return `${tls ? 'https' : 'http'}://127.0.0.1:${typeof address === 'object' && address ? address.port : 4600}`
}

type Stores = {
  data: string
  catalogue: ServedCatalogue
  startBuild: (job: BuildJob) => Promise<void>
  mail: MailParts
  trust: TrustParts
  accounts: Accounts
  privacy: PrivacyParts
  ledger: LedgerParts
  exporting: ExportParts
  contributions: ContributionParts
  providers: ProviderParts
  review: ReviewParts
}

/** Every module's routes, each with what it needs and nothing more. */
async function wire(app: HttpApp, stores: Stores): Promise<void> {
  const {
    data,
    catalogue,
    startBuild,
    mail,
    trust,
    accounts,
    privacy,
    ledger,
    exporting,
    contributions,
    providers,
    review,
  } = stores
  await accounts.routes(app)
  await trust.routes(app)
  await searchRoutes({ catalogue, ownedOf: ledger.ownedOf, findHeir: review.findHeir })(app)
  await editionRoutes({ data, catalogue, startBuild, clock: systemClock, version: manifest.version })(app)
  await mail.routes(app)
  await privacy.routes(app)
  await contributions.routes(app)
  await providers.routes(app)
  review.routes(app)
  exporting.routes(app)
  ledger.routes(app)
}
