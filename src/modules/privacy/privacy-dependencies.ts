import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { KeyRing } from '../../platform/keys/index.ts'
import type { Listing } from '../suppression/index.ts'
import type { PaperSeal } from './paper-seal.ts'
import type { PrivacyTables } from './tables.ts'

/** A row of an edition, as the catalogue shows it: masked fields and hidden contacts are left out. */
export type ContactRow = Record<string, unknown> & { id?: unknown }

/** What is served, as far as requests have to do with it. */
export type Catalogue = Listing & { getContacts(ids: string[]): Promise<ContactRow[]> }

/** A record that supports a contact: from what kind of source, since when, which shown fields. Never which source. */
export type Support = {
  batch: string
  row: number
  kind: 'members' | 'providers' | 'self'
  /** ISO day of its batch. */
  since: string
  fields: string[]
}

/** An account that received a contact. */
export type Disclosure = { account: string; at: Date; fields: string[] }

/** A correction that was accepted, as a row for the next build. */
export type CorrectedRow = { contact: ContactRow; field: string; value: string; day: string }

/** What the rest of the house knows about a contact, and takes from here. */
export type Evidence = {
  supportOf(contact: string): Promise<Support[]>
  disclosuresOf(contact: string): Promise<Disclosure[]>
  /** Names of accounts, for the one person whose data they received. */
  nameAccounts(accounts: string[]): Promise<Map<string, string>>
  /** Gives a corrected row to the next build, as a batch of the person themselves; the same twice is one. */
  addCorrectedRow(row: CorrectedRow): Promise<void>
}

/** Whole addresses of pages, for letters. */
export type PrivacyLinks = {
  yourData: (token: string) => string
  stopStatus: (token: string) => string
}

/** What requests need of the rest. */
export type PrivacyDependencies = {
  db: Kysely<PrivacyTables>
  clock: Clock
  key: Pick<KeyRing, 'version' | 'mac'>
  seal: PaperSeal
  catalogue: Catalogue
  evidence: Evidence
  links: PrivacyLinks
}
