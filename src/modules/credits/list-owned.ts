import { sql } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { LedgerDatabase } from './credit-dependencies.ts'

/** A contact that an account has unlocked: when, and by whom. */
export type Owned = { contact: string; at: Date; user_id: string }

type Page = {
  limit: number
  cursor?: string | undefined
  /** Days in UTC, both included. */
  from?: string | undefined
  to?: string | undefined
}

/** What an account has unlocked, newest first, how much that is in all, and the cursor of the next page. */
export async function listOwned(
  db: LedgerDatabase,
  account: string,
  { limit, cursor, from, to }: Page,
): Promise<{ total: number; rows: Owned[]; next: string | null }> {
  const span = sql`account = ${account} AND (${from ?? null}::date IS NULL OR at >= ${from ?? null}::date AT TIME ZONE 'UTC')
    AND (${to ?? null}::date IS NULL OR at < (${to ?? null}::date + 1) AT TIME ZONE 'UTC')`
  const after = cursor === undefined ? null : readCursor(cursor)
  const [{ rows }, counted] = await Promise.all([
    sql<Owned>`SELECT contact, at, user_id FROM unlocked WHERE ${span}
      AND (${after?.at ?? null}::timestamptz IS NULL OR (at, contact) < (${after?.at ?? null}, ${after?.contact ?? ''}))
      ORDER BY at DESC, contact DESC LIMIT ${limit + 1}`.execute(db),
    sql<{ total: number }>`SELECT count(*)::int AS total FROM unlocked WHERE ${span}`.execute(db),
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next = last && rows.length > limit ? `${last.at.getTime()}.${last.contact}` : null
  return { total: counted.rows[0]?.total ?? 0, rows: page, next }
}

function readCursor(cursor: string): { at: Date; contact: string } {
  const [, time, contact] = /^(\d{1,14})\.(c\d+)$/.exec(cursor) ?? []
  if (time === undefined || contact === undefined) throw new AppError('bad_input', 'This cursor is not of this list.')
  return { at: new Date(Number(time)), contact }
}
