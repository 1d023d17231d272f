import { sql } from 'kysely'
import type { LedgerDatabase, LedgerTransaction } from './credit-dependencies.ts'

/** Those of the contacts that an account has unlocked: they are free for it for good. */
export async function ownedOf(
  db: LedgerDatabase | LedgerTransaction,
  account: string,
  contacts: readonly string[],
): Promise<Set<string>> {
  if (contacts.length === 0) return new Set()
  const { rows } = await sql<{ contact: string }>`
    SELECT contact FROM unlocked WHERE account = ${account} AND contact = ANY(${[...contacts]}::text[])`.execute(db)
  return new Set(rows.map(({ contact }) => contact))
}
