import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { SuppressionTables } from './tables.ts'

/** The key that turns identifiers into what may be stored of them. */
export type Key = {
  version: number
  /** HMAC-SHA-256 of a text, cut to 16 bytes. */
  mac(text: string): Buffer
  /** What the key makes of a fixed text. */
  check: Buffer
}

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

/** What somebody tells of themselves to be found by. */
export type GivenPerson = { email: string; name?: string | undefined; company?: string | undefined }

/** What a stop needs of the rest. */
export type StopDependencies = {
  db: Kysely<SuppressionTables>
  key: Key
  listing: Listing
  clock: Clock
  /** Identifiers of a person in canonical form; none when the address is none. */
  identify: (person: GivenPerson) => string[]
}
