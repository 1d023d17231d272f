import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { ExportDatabase, ExportTables } from './tables.ts'

export type ExportRow = Selectable<ExportTables['exports']>

/** An account's exports, newest first, page by page. */
export async function listExports(
  db: ExportDatabase,
  account: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ total: number; rows: ExportRow[]; next: string | null }> {
  const own = db.selectFrom('exports').where('account', '=', account)
  const { total } = await own.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const [at, after] = cursor?.split('~') ?? []
  let page = own.selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc')
  if (at !== undefined && after !== undefined && !Number.isNaN(Date.parse(at))) {
    const time = new Date(at)
    page = page.where(sql<boolean>`(created_at, id) < (${time}, ${after})`)
  }
  const rows = await page.limit(limit + 1).execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? `${last.created_at.toISOString()}~${last.id}` : null
  return { total: Number(total), rows: shown, next }
}

/** An export of an account. Throws `not_found`, for those of others too. */
export async function getExport(db: ExportDatabase, account: string, id: string): Promise<ExportRow> {
  const row = await db
    .selectFrom('exports')
    .selectAll()
    .where('id', '=', id)
    .where('account', '=', account)
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', 'Your organisation has no export with this id.')
  return row
}
