import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { withDatabase } from './cli/with-database.ts'
import type { Config } from './config.ts'
import { withdrawnOf } from './modules/contributions/index.ts'
import type { ContributionTables } from './modules/contributions/index.ts'
import { withdrawnOf as withdrawnDeliveriesOf } from './modules/providers/index.ts'
import type { ProviderTables } from './modules/providers/index.ts'
import { decisionsInForce } from './modules/review/index.ts'
import type { ReviewTables } from './modules/review/index.ts'
import { listTombstones } from './modules/privacy/index.ts'
import type { PrivacyTables } from './modules/privacy/index.ts'
import { listSuppressed, openSuppressionKey, suppressDropped } from './modules/suppression/index.ts'
import type { SuppressionTables } from './modules/suppression/index.ts'
import { systemClock } from './platform/clock/index.ts'
import type { Clock } from './platform/clock/index.ts'
import { openKeyRing } from './platform/keys/index.ts'
import type { Postgres } from './platform/postgres/index.ts'
import type { BuildEvidence } from './refinery/index.ts'

type Options = {
  data: string
  config: Pick<Config, 'databaseUrl'>
  /** Where the time comes from (default: the machine). */
  clock?: Clock
}

type Withdrawn = BuildEvidence['withdrawn']

/**
 * What a build must know of the decisions of people: who is suppressed, what was taken back,
 * what is one person and what is two. The database is opened only where
 * there is one, as a guest where a server runs, and again when the gate found something out. Where there is none, nobody
 * decided anything yet. Throws `unavailable` or `internal` when suppressions exist and their key is missing or another: such a
 * build would list everybody again who asked not to be.
 */
export async function collectEvidence({ data, config, clock = systemClock }: Options): Promise<BuildEvidence> {
  if (config.databaseUrl === undefined && !(await hasCluster(data))) {
    const { path } = await openKeyRing({ data })
    return { keyFile: path, suppressed: [], withdrawn: { batches: [], rows: [] } }
  }
  const place = { data, url: config.databaseUrl }
  return withDatabase(place, async (postgres) => {
    const suppressions = postgres.as<SuppressionTables>('privacy')
    const key = await openSuppressionKey({ db: suppressions, data })
    const onDropped = (groups: Buffer[][]) =>
      withDatabase(place, (again) => suppressDropped(again.as<SuppressionTables>('privacy'), groups))
    return {
      keyFile: key.path,
      suppressed: await listSuppressed(suppressions),
      withdrawn: unite(await Promise.all(WITHDRAWALS.map((list) => list(postgres, clock)))),
      decisions: await decisionsInForce({ db: postgres.as<ReviewTables>('intake'), data }),
      onDropped,
    }
  })
}

/** Who says what was taken back. */
const WITHDRAWALS: ((postgres: Postgres, clock: Clock) => Promise<Withdrawn>)[] = [
  (postgres) => withdrawnOf(postgres.as<ContributionTables>('intake')),
  (postgres, clock) => withdrawnDeliveriesOf({ db: postgres.as<ProviderTables>('intake'), clock }),
  async (postgres) => ({ batches: [], rows: await listTombstones(postgres.as<PrivacyTables>('privacy')) }),
]

function unite(lists: readonly Withdrawn[]): Withdrawn {
  return {
    batches: [...new Set(lists.flatMap(({ batches }) => batches))],
    rows: lists.flatMap(({ rows }) => rows),
  }
}

async function hasCluster(data: string): Promise<boolean> {
  return access(join(data, 'postgres')).then(
    () => true,
    () => false,
  )
}
