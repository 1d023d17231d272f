import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { Identity } from '../../refinery/index.ts'
import type { ReviewTables } from './tables.ts'

/** What decisions need of the rest. */
export type DecisionDependencies = { db: Kysely<ReviewTables>; clock: Clock; data: string; identity: Identity }

export type ReviewDependencies = DecisionDependencies & {
  /** Those of the contacts that are shown now: nobody who asked to be left out. */
  shownOf: (ids: readonly string[]) => Promise<Set<string>>
}
