import { join } from 'node:path'
import { addCorrectedRow, SELF } from './app-corrections.ts'
import type { MaskSource, Masks, ServedCatalogue } from './catalogue/index.ts'
import type { Config } from './config.ts'
import { mailRoutes, openMailDesk } from './modules/mail/index.ts'
import type { MailDesk, MailTables } from './modules/mail/index.ts'
import { keepTimesJob, openCorrectionMasks, openPaperSeal, privacyRoutes } from './modules/privacy/index.ts'
import type { Catalogue as Listed, Evidence, KeepTimesJob, PrivacyTables, Support } from './modules/privacy/index.ts'
import { listSuppressed, suppressionRoutes } from './modules/suppression/index.ts'
import type { SuppressionTables } from './modules/suppression/index.ts'
import type { Clock } from './platform/clock/index.ts'
import { AppError } from './platform/errors/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import type { KeyRing } from './platform/keys/index.ts'
import type { Log } from './platform/log/index.ts'
import { openMailFolder, openSmtp } from './platform/mail/index.ts'
import type { Postgres } from './platform/postgres/index.ts'
import { readBatches, supportOf } from './refinery/index.ts'
import { renderMail } from './web/mail/render-mail.ts'

type Options = {
  config: Config
  data: string
  postgres: Postgres
  clock: Clock
  log: Log
  /** The key of suppressions. */
  key: KeyRing
  /** What is served: known once this is open, as it is asked what to hide before anything is. */
  served: () => ServedCatalogue
  /** Address of the instance as people reach it. */
  origin: () => string
  /** Accounts that received a contact (default: none). */
  disclosuresOf?: Evidence['disclosuresOf']
  /** Names of accounts (default: none). */
  nameAccounts?: Evidence['nameAccounts']
  /** Whether members or a provider delivered a batch (default: a provider). */
  kindOfBatch?: (batch: string) => Promise<Support['kind']>
}

/** Stops and requests of listed people, put together. */
export type PrivacyParts = {
  /** Sends the letters. */
  desk: MailDesk
  jobs: [MailDesk['job'], KeepTimesJob]
  routes: (app: HttpApp) => Promise<void>
  /** What stops and corrections hide of an edition. */
  masks: (edition: MaskSource) => Promise<Masks>
  close(): Promise<void>
}

const NO_SENDER = { from: 'Fairlist <no-reply@localhost.localdomain>', address: 'no-reply@localhost.localdomain' }

/** Opens suppressions, requests and their letters. */
export async function openPrivacy(options: Options): Promise<PrivacyParts> {
  const { config, data, postgres, clock, log, key, origin } = options
  const suppressions = postgres.as<SuppressionTables>('privacy')
  const db = postgres.as<PrivacyTables>('privacy')
  const letters = postgres.as<MailTables>('privacy')
  const seal = await openPaperSeal(join(data, 'keys', 'requests.key'))
  const transport = config.smtpUrl ? openSmtp({ url: config.smtpUrl }) : openMailFolder(join(data, 'mail'))
  const sender = config.mailFrom ?? NO_SENDER
  const desk = await openMailDesk({
    db: letters,
    clock,
    transport,
    log,
    name: 'deliver-letters',
    render: renderMail,
    instance: () => ({ name: 'Fairlist', origin: origin() }),
    sender,
    mayReceive: async () => true,
    declining: () => Promise.reject(new AppError('internal', 'A letter to a listed person is never declinable.')),
  })
  const corrections = openCorrectionMasks({ db, key })
  const catalogue = listingOf(options.served)
  const own = [sender.address, config.support?.email].filter((address) => typeof address === 'string')
  return {
    desk,
    jobs: [desk.job, keepTimesJob({ db, clock })],
    routes: async (app) => {
      await suppressionRoutes({ db: suppressions, key, listing: catalogue, clock })(app)
      await privacyRoutes({
        db,
        clock,
        key,
        seal,
        catalogue,
        evidence: evidenceOf(options),
        links: {
          yourData: (token) => `${origin()}/your-data/${token}`,
          stopStatus: (token) => `${origin()}/stop/status/${token}`,
        },
        inbound: { secret: config.inboundMailSecret ?? null, own },
      })(app)
      mailRoutes({ db: letters, clock, transport, path: '/v1/letters', staff: ['support', 'privacy-officer'] })(app)
    },
    masks: async (edition) => ({
      suppressed: await listSuppressed(suppressions),
      contacts: [],
      fields: await corrections(edition),
    }),
    close: () => transport.close(),
  }
}

/** The catalogue as stops and requests know it, whatever edition it serves. */
function listingOf(served: () => ServedCatalogue): Listed {
  return {
    edition: () => served().edition(),
    use: (work) => served().use(work),
    hide: (ids) => served().hide(ids),
    refreshMasks: () => served().refreshMasks(),
    getContacts: (ids) => served().use((catalogue) => catalogue.getContacts(ids)),
  }
}

function evidenceOf({ data, served, kindOfBatch, disclosuresOf, nameAccounts }: Options): Evidence {
  return {
    supportOf: (contact) => readSupport({ data, edition: served().edition(), contact, kindOfBatch }),
    disclosuresOf: disclosuresOf ?? (async () => []),
    nameAccounts: nameAccounts ?? (async () => new Map()),
    addCorrectedRow: (row) => addCorrectedRow(data, row),
  }
}

type Supported = { data: string; edition: string | null; contact: string; kindOfBatch: Options['kindOfBatch'] }

/** The records behind a contact; none for an edition that was built before they were written down. */
async function readSupport({ data, edition, contact, kindOfBatch }: Supported): Promise<Support[]> {
  if (edition === null) return []
  const rows = await supportOf(data, edition, contact).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unavailable') return []
    throw error
  })
  const batches = new Map((await readBatches(data)).map((batch) => [batch.id, batch]))
  return Promise.all(
    rows.map(async ({ batch, row, fields }) => {
      const known = batches.get(batch)
      const kind = known?.source === SELF ? 'self' : ((await kindOfBatch?.(batch)) ?? 'providers')
      return { batch, row, fields, kind, since: (known?.added ?? '').slice(0, 10) }
    }),
  )
}
