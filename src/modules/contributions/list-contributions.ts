import { sql } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { Contribution } from './find-contribution.ts'
import type { ContributionDatabase } from './tables.ts'

const cursorForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The contributions of an account, newest first, and the cursor of the next page. */
export async function listContributions(
  db: ContributionDatabase,
  account: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ rows: Contribution[]; next: string | null }> {
  if (cursor !== undefined && !cursorForm.test(cursor))
    throw new AppError('bad_input', 'This cursor is not of this list.')
  const { rows } = await sql<Contribution>`
    SELECT * FROM contributions WHERE account = ${account} AND (${cursor ?? null}::uuid IS NULL
      OR (created_at, id) < (SELECT created_at, id FROM contributions WHERE id = ${cursor ?? null} AND account = ${account}))
    ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}
