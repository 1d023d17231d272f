import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { KeyRing } from '../../platform/keys/index.ts'
import type { SuppressionTables } from './tables.ts'

/** What is served now, as far as a stop has to do with it. */
export type Listing = {
  edition(): string | null
  use<T>(work: (catalogue: ListedContacts) => Promise<T> | T): Promise<T>
  /** Hides contacts on every road, at once, in this edition and in later ones. */
  hide(ids: Iterable<string>): void
  /** Reads everything that hides again. */
  refreshMasks(): Promise<void>
}

export type ListedContacts = {
  /** Contacts that have an identifier, hidden or not. */
  findByIdentifier(mac: Buffer): Promise<string[]>
  /** MACs of every identifier of a contact and of its records. */
  identifiersOf(id: string): Promise<Buffer[]>
}

/** What a stop needs of the rest. */
export type StopDependencies = {
  db: Kysely<SuppressionTables>
  key: Pick<KeyRing, 'version' | 'mac'>
  listing: Listing
  clock: Clock
}
