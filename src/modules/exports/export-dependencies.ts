import type { Filters, Row } from '../../catalogue/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import type { ExportDatabase, ExportTransaction } from './tables.ts'

/** What exports need of the rest. */
export type ExportDependencies = {
  db: ExportDatabase
  clock: Clock
  /** Folder of the exports, one below it for each. */
  folder: string
  contacts: {
    /** Id of the edition served now, null while there is none. */
    edition: () => string | null
    /** Those of the contacts that may be seen now. */
    read: (ids: readonly string[]) => Promise<Row[]>
    /** Ids of the first contacts that fit, in the order of names. */
    find: (filters: Filters, limit: number) => Promise<string[]>
    /** Those of the contacts whose people have stopped the sale, by what the database holds now. */
    stopped: (ids: readonly string[]) => Promise<Set<string>>
  }
  credits: {
    /** Unlocks for an account what it does not own yet, all or nothing. */
    unlock: (asked: { account: string; user: string; contacts: string[]; key: string }) => Promise<unknown>
    /** What an account owns, newest first, at most so many. */
    listOwned: (account: string, limit: number) => Promise<string[]>
    /** Those of the contacts that an account owns. */
    ownedOf: (account: string, ids: readonly string[]) => Promise<Set<string>>
    /** Writes which fields of which contacts go to an account by an export, in the caller's transaction. */
    disclose: (trx: ExportTransaction, disclosed: Disclosed) => Promise<void>
  }
}

export type Disclosed = {
  account: string
  user: string
  edition: string
  contacts: { id: string; fields: string[] }[]
}
