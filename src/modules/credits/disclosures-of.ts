import { sql } from 'kysely'
import type { LedgerDatabase } from './credit-dependencies.ts'

/** One time that a contact went to an account. */
export type Disclosure = { account: string; at: Date; fields: string[]; road: 'unlock' | 'export' | 'api' }

/** What accounts received of a contact, oldest first: for the listed person, and for nobody else. */
export async function disclosuresOf(db: LedgerDatabase, contact: string): Promise<Disclosure[]> {
  const { rows } = await sql<Disclosure>`
    SELECT account, at, fields, road FROM disclosures WHERE contact = ${contact} ORDER BY at, id`.execute(db)
  return rows
}
