import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import type { MaskSource, Masks, ServedCatalogue } from './catalogue/index.ts'
import { recordAudit } from './modules/audit/index.ts'
import { contributionRoutes, settleContributions, settleJob, withdrawnOf } from './modules/contributions/index.ts'
import type {
  ContributionDependencies,
  ContributionTables,
  SettleJob,
  Terms,
  Withdrawn,
} from './modules/contributions/index.ts'
import { currentPolicy, recordAcceptance } from './modules/policies/index.ts'
import type { PolicyTables } from './modules/policies/index.ts'
import type { Clock } from './platform/clock/index.ts'
import { AppError } from './platform/errors/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import type { Log } from './platform/log/index.ts'
import type { Postgres } from './platform/postgres/index.ts'
import { maskedWithout, openDeliveries } from './refinery/index.ts'

type Options = {
  data: string
  postgres: Postgres
  clock: Clock
  log: Log
  /** What is served: known once this is open, as it is asked what to hide before anything is. */
  served: () => ServedCatalogue
  credit: ContributionDependencies['credit']
  /** Leaves a job to be done soon. */
  send: (job: SettleJob) => Promise<void>
}

/** Contributions of members, put together. */
export type ContributionParts = {
  jobs: [SettleJob]
  routes: (app: HttpApp) => Promise<void>
  /** What members took back, for whoever builds. */
  withdrawn: () => Promise<Withdrawn>
  /** What is hidden of an edition because it was taken back. */
  masks: (edition: MaskSource) => Promise<Masks>
  /** Who a batch is from. */
  kindOfBatch: (batch: string) => Promise<'members' | 'providers'>
  /** Writes down what an edition made of contributions, and credits it. */
  settle: (edition: string) => Promise<number>
  /** An edition was published: contributions are settled soon. */
  published: () => Promise<void>
  close(): Promise<void>
}

/** Opens contributions. */
export async function openContributions(options: Options): Promise<ContributionParts> {
  const { data, postgres, clock, log, served, credit, send } = options
  const db = postgres.as<ContributionTables>('intake')
  const dependencies: ContributionDependencies = {
    db,
    clock,
    data,
    deliveries: openDeliveries(data),
    terms: termsOf(postgres, clock),
    served: { edition: () => served().edition(), refreshMasks: () => served().refreshMasks() },
    credit,
  }
  // What was typed in is a batch or nothing; a killed server leaves its scratch files.
  await rm(join(data, 'intake', 'typed'), { recursive: true, force: true })
  const job = settleJob(dependencies)
  return {
    jobs: [job],
    routes: contributionRoutes(dependencies),
    withdrawn: () => withdrawnOf(db),
    masks: async ({ edition }) => readMasks({ data, edition, withdrawn: await withdrawnOf(db), log }),
    kindOfBatch: async (batch) => {
      const found = await db.selectFrom('contributions').select('id').where('batch', '=', batch).executeTakeFirst()
      return found ? 'members' : 'providers'
    },
    settle: (edition) => settleContributions(dependencies, edition),
    published: () => send(job),
    close: async () => {},
  }
}

type Taken = { data: string; edition: string; withdrawn: Withdrawn; log: Log }

async function readMasks({ data, edition, withdrawn, log }: Taken): Promise<Masks> {
  const masked = await maskedWithout(data, edition, withdrawn).catch((error: unknown) => {
    // Editions that were built before it was written down who supports what: nothing of theirs was contributed.
    if (!(error instanceof AppError && error.code === 'unavailable')) throw error
    log.warn({ edition, reason: error.message }, 'what was taken back cannot be found in this edition')
    return { contacts: [], fields: new Map<string, string[]>() }
  })
  return { suppressed: [], ...masked }
}

/** The contribution terms, and who agreed to them. */
function termsOf(postgres: Postgres, clock: Clock): Terms {
  const db = postgres.as<PolicyTables>('registration')
  const kind = 'contribution'
  return {
    current: async () => {
      const { version, href } = await currentPolicy(db, { kind, clock })
      return { version, href }
    },
    isAccepted: async ({ user, version }) => {
      const { rows } = await sql`SELECT FROM policy_acceptances
        WHERE user_id = ${user} AND policy = ${kind} AND version = ${Number(version)}`.execute(db)
      return rows.length > 0
    },
    accept: ({ user, version, remoteAddress }) =>
      db.transaction().execute(async (trx) => {
        await recordAcceptance(trx, { user, accepted: [{ kind, version }], remoteAddress, clock })
        const subject = `policy:${kind}`
        await recordAudit(trx, { actor: `user:${user}`, action: 'policy.accept', subject, detail: { version } })
      }),
  }
}
