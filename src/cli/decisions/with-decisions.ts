import type { Kysely } from 'kysely'
import { loadConfig } from '../../config.ts'
import type { ReviewTables } from '../../modules/review/index.ts'
import { systemClock } from '../../platform/clock/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import { openIdentity, type Identity } from '../../refinery/index.ts'
import { withDatabase } from '../with-database.ts'

type Dependencies = { db: Kysely<ReviewTables>; clock: Clock; data: string; identity: Identity }

/** Works on decisions, in the database of a running instance or of one that rests. */
export async function withDecisions<Result>(
  data: string,
  work: (dependencies: Dependencies) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl: url } = loadConfig()
  return withDatabase({ data, url }, (postgres) =>
    work({ db: postgres.as<ReviewTables>('intake'), clock: systemClock, data, identity: openIdentity(data) }),
  )
}
