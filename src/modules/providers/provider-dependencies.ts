import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { BuildEvidence, Deliveries } from '../../refinery/index.ts'
import type { Mappings } from '../../refinery/intake/index.ts'
import type { ProviderTables } from './tables.ts'

export type ProviderDatabase = Kysely<ProviderTables>
export type ProviderTransaction = Transaction<ProviderTables>

/** Deliveries and rows that are not used. */
export type Withdrawn = BuildEvidence['withdrawn']

/** What the use cases of providers need of the rest. */
export type ProviderDependencies = { db: ProviderDatabase; clock: Clock }

export type DeliveryDependencies = ProviderDependencies & {
  deliveries: Pick<Deliveries, 'prepare' | 'place' | 'discard'>
  /** What was chosen for the columns of files like these before. */
  mappings: Mappings
}

/** What an edition would not show without deliveries. */
export type Hidden = { contacts: Iterable<string>; fields: ReadonlyMap<string, readonly string[]> }

export type EndingDependencies = ProviderDependencies & {
  /** Id of the edition served now, null while there is none. */
  edition: () => string | null
  /** What an edition does not show without what is withdrawn now, and without these deliveries besides. */
  hiddenWithout: (edition: string, batches: readonly string[]) => Promise<Hidden>
}

/** What the routes of providers need besides. */
export type ProviderRouteDependencies = DeliveryDependencies &
  EndingDependencies & {
    /** Hides and shows what contracts say now; resolves when that is done. */
    refresh: () => Promise<void>
    /** Folder for files while they are sent. */
    uploads: string
    /** Largest file, in bytes. */
    uploadLimit: number
  }
