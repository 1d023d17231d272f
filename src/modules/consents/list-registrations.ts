import type { Kysely, Selectable } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { ConsentsTable, ConsentTables, RegistrationsTable } from './tables.ts'

export type RegistrationRow = Pick<
  Selectable<RegistrationsTable>,
  'id' | 'kind' | 'state' | 'created_at' | 'confirmed_at' | 'correspondent' | 'fields'
> & { address: string }

type Query = {
  kind?: string | undefined
  state?: 'pending' | 'confirmed' | undefined
  q?: string | undefined
  limit: number
  cursor?: string | undefined
}

const withAddress = (db: Kysely<ConsentTables>) =>
  db
    .selectFrom('registrations')
    .innerJoin('correspondents', 'correspondents.id', 'registrations.correspondent')
    .select(['registrations.id', 'kind', 'state', 'registrations.created_at', 'confirmed_at', 'correspondent'])
    .select(['fields', 'correspondents.address'])

/** Registrations, newest first, and the cursor of the next page. */
export async function listRegistrations(
  db: Kysely<ConsentTables>,
  { kind, state, q, limit, cursor }: Query,
): Promise<{ rows: RegistrationRow[]; next: string | null }> {
  let found = withAddress(db)
  if (kind) found = found.where('kind', '=', kind)
  if (state) found = found.where('state', '=', state)
  if (q) found = found.where('correspondents.address', 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`)
  if (cursor) found = found.where('registrations.id', '<', cursor)
  const rows = await found
    .orderBy('registrations.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** One registration. Throws `not_found`. */
export async function getRegistration(db: Kysely<ConsentTables>, id: string): Promise<RegistrationRow> {
  const row = await withAddress(db).where('registrations.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found', 'There is no such registration.')
  return row
}

/** The last rows of the ledger about somebody, newest first. */
export async function listLedger(
  db: Kysely<ConsentTables>,
  correspondent: string,
): Promise<Selectable<ConsentsTable>[]> {
  return db
    .selectFrom('consents')
    .selectAll()
    .where('correspondent', '=', correspondent)
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
}
