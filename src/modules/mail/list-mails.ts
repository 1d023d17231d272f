import type { Kysely } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { MailRow } from './outbox.ts'
import type { MailState, MailTables } from './tables.ts'

type Query = { state?: MailState | undefined; q?: string | undefined; limit: number; cursor?: string | undefined }

/** Mails, newest first, and the cursor of the next page. */
export async function listMails(
  db: Kysely<MailTables>,
  { state, q, limit, cursor }: Query,
): Promise<{ rows: MailRow[]; next: string | null }> {
  let mails = db.selectFrom('mails').selectAll()
  if (state) mails = mails.where('state', '=', state)
  if (q) mails = mails.where('recipient', 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`)
  if (cursor) mails = mails.where('id', '<', cursor)
  const rows = await mails
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** How many mails there are of each state. */
export async function countMails(db: Kysely<MailTables>): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('mails')
    .select(['state', ({ fn }) => fn.countAll<string>().as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

/** One mail. Throws `not_found`. */
export async function getMail(db: Kysely<MailTables>, id: string): Promise<MailRow> {
  const row = await db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found', 'There is no such mail.')
  return row
}
