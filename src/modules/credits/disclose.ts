import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'

export type Disclosed = {
  account: string
  user: string
  edition: string
  contacts: { id: string; fields: string[] }[]
  clock: Clock
}

/** Writes which fields of which contacts go to an account by an export, in the caller's transaction: what is owned costs nothing. */
export async function disclose<Tables>(
  trx: Transaction<Tables>,
  { account, user, edition, contacts, clock }: Disclosed,
): Promise<void> {
  const ids = contacts.map(({ id }) => id)
  const fields = contacts.map((contact) => JSON.stringify(contact.fields))
  await sql`INSERT INTO disclosures (account, contact, user_id, edition, fields, at, road)
    SELECT ${account}, contact, ${user}, ${edition}, ARRAY(SELECT jsonb_array_elements_text(fields)), ${clock.now()}, 'export'
    FROM unnest(${ids}::text[], ${fields}::jsonb[]) AS given (contact, fields)`.execute(trx)
}
