import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import type { ServedCatalogue } from './catalogue/index.ts'
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
import type { HttpApp } from './platform/http/index.ts'
import type { Postgres } from './platform/postgres/index.ts'
import { openDeliveries } from './refinery/index.ts'

type Options = {
  data: string
  postgres: Postgres
  clock: Clock
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
  /** What members took back: not to be shown, nor built from. */
  withdrawn: () => Promise<Withdrawn>
  /** Who a batch is from. */
  kindOfBatch: (batch: string) => Promise<'members' | 'providers'>
  /** Writes down what an edition made of contributions, and credits it. */
  settle: (edition: string) => Promise<number>
  /** An edition was published: contributions are settled soon. */
  published: () => Promise<void>
}

/** Opens contributions. */
export async function openContributions(options: Options): Promise<ContributionParts> {
  const { data, postgres, clock, served, credit, send } = options
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
    kindOfBatch: async (batch) => {
      const found = await db.selectFrom('contributions').select('id').where('batch', '=', batch).executeTakeFirst()
      return found ? 'members' : 'providers'
    },
    settle: (edition) => settleContributions(dependencies, edition),
    published: () => send(job),
  }
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
