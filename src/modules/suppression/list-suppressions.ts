import type { Kysely, Selectable } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import { hashStatusToken } from './suppress.ts'
import type { SuppressionsTable, SuppressionTables } from './tables.ts'

export type SuppressionRow = Pick<Selectable<SuppressionsTable>, 'number' | 'channel' | 'state' | 'created_at'>

const columns = ['number', 'channel', 'state', 'created_at'] as const

/** Suppressions, newest first, how many there are in all, and the cursor of the next page. */
export async function listSuppressions(
  db: Kysely<SuppressionTables>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ total: number; rows: SuppressionRow[]; next: string | null }> {
  let page = db.selectFrom('suppressions').select([...columns, 'id'])
  if (cursor) page = page.where('id', '<', cursor)
  const [rows, all] = await Promise.all([
    page
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute(),
    db
      .selectFrom('suppressions')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow(),
  ])
  const shown = rows.slice(0, limit)
  return { total: Number(all.count), rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** A suppression by its number. Throws `not_found`. */
export async function getSuppression(db: Kysely<SuppressionTables>, number: string): Promise<SuppressionRow> {
  const row = await db.selectFrom('suppressions').select(columns).where('number', '=', number).executeTakeFirst()
  if (!row) throw new AppError('not_found', `There is no stop with the number ${number}.`)
  return row
}

/** The suppression whose link somebody has; undefined when there is none. */
export function findByToken(db: Kysely<SuppressionTables>, token: string): Promise<SuppressionRow | undefined> {
  return db
    .selectFrom('suppressions')
    .select(columns)
    .where('token_hash', '=', hashStatusToken(token))
    .executeTakeFirst()
}
