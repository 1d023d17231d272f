import { sql } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { LedgerDatabase } from './credit-dependencies.ts'
import type { TransactionKind } from './tables.ts'

/** A line of an account's ledger. */
export type Line = {
  line: number
  at: Date
  kind: TransactionKind
  credits: number
  balance: number
  actor: string
  detail: Record<string, unknown>
}

/** The ledger of an account, newest first, and the cursor of the next page. */
export async function listLines(
  db: LedgerDatabase,
  account: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ rows: Line[]; next: string | null }> {
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor))
    throw new AppError('bad_input', 'This cursor is not of this list.')
  const { rows } = await sql<Line>`
    SELECT e.line, t.at, t.kind, e.credits, e.balance, t.actor, t.detail
    FROM entries e JOIN transactions t ON t.id = e.transaction
    WHERE e.account = ${`account:${account}`} AND e.line IS NOT NULL
      AND (${cursor ?? null}::int IS NULL OR e.line < ${cursor ?? null}::int)
    ORDER BY e.line DESC LIMIT ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? String(page.at(-1)?.line) : null }
}
