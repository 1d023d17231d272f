import { sql } from 'kysely'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import { hashToken } from './open-request.ts'
import type { PrivacyTables, RequestsTable } from './tables.ts'

export type RequestRow = Selectable<RequestsTable>

/** Rows of requests with their days as text: the driver would make moments of them. */
export function selectRequests(db: Kysely<PrivacyTables> | Transaction<PrivacyTables>) {
  return db
    .selectFrom('requests')
    .selectAll()
    .select([
      sql<string>`due_on::text`.as('due_on'),
      sql<string>`erase_on::text`.as('erase_on'),
      sql<string | null>`paused_on::text`.as('paused_on'),
    ])
}

/** The request that a link in a letter leads to; null when there is none, or its time is over. */
export async function findByLink(
  db: Kysely<PrivacyTables>,
  token: string,
  now: Date,
): Promise<{ request: RequestRow; expires: Date } | null> {
  const row = await selectRequests(db).where('token_hash', '=', hashToken(token)).executeTakeFirst()
  if (!row?.token_expires_at || row.token_expires_at <= now) return null
  return { request: row, expires: row.token_expires_at }
}

/** A request by its number. Throws `not_found`. */
export async function getRequest(db: Kysely<PrivacyTables>, number: string): Promise<RequestRow> {
  const row = await selectRequests(db).where('number', '=', number).executeTakeFirst()
  if (!row) throw new AppError('not_found', `There is no request with the number ${number}.`)
  return row
}

/**
 * A request to be worked on, held until the transaction ends. Throws `not_found`; `conflict` when it is closed, or a
 * colleague has it.
 */
export async function holdRequest(
  trx: Transaction<PrivacyTables>,
  { number, owner }: { number: string; owner: string },
): Promise<RequestRow> {
  const row = await selectRequests(trx).where('number', '=', number).forUpdate().executeTakeFirst()
  if (!row) throw new AppError('not_found', `There is no request with the number ${number}.`)
  if (row.state === 'closed')
    throw new AppError('conflict', `${number} is closed: what was done stands in its evidence.`)
  if (row.owner !== null && row.owner !== owner)
    throw new AppError('conflict', `A colleague has ${number}. Talk to them, or take it over first.`)
  return row
}
