import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import { selectRequests } from './find-request.ts'
import type { RequestRow } from './find-request.ts'
import { addDays, dayOf } from './request-clock.ts'
import type { RequestsQuery } from './schemas.ts'
import type { PrivacyTables } from './tables.ts'

type Query = z.output<typeof RequestsQuery>
type Asking = { query: Query; me: string; clock: Clock }

const waiting = ['open', 'paused'] as const

/** What the list is sorted by: those that wait come first, by their day; those that are closed by when they came. */
const place = sql<string>`CASE WHEN state IN ('open', 'paused') THEN '0' || due_on::text
  ELSE '1' || to_char(timestamptz '2200-01-01' - received_at, 'FM000000') END || id::text`

/** Requests, the most urgent first, and the cursor of the next page. */
export async function listRequests(
  db: Kysely<PrivacyTables>,
  { query, me, clock }: Asking,
): Promise<{ rows: RequestRow[]; next: string | null }> {
  const { state, kind, owner, overdue, q, limit, cursor } = query
  let found = selectRequests(db).select(place.as('place'))
  if (state === 'waiting') found = found.where('state', 'in', waiting)
  else if (state) found = found.where('state', '=', state)
  if (kind) found = found.where('kind', '=', kind)
  if (owner === 'none') found = found.where('owner', 'is', null)
  else if (owner) found = found.where('owner', '=', owner === 'me' ? me : owner)
  if (overdue) found = found.where('state', '=', 'open').where('due_on', '<', dayOf(clock.now()))
  if (q) found = found.where('number', 'like', `%${q.toUpperCase().replace(/[\\%_]/g, '\\$&')}`)
  if (cursor) found = found.where(place, '>', readCursor(cursor))
  const rows = await found
    .orderBy(place)
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? Buffer.from(last.place).toString('base64url') : null }
}

function readCursor(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString('utf8')
  if (!/^[01][\d-]+[0-9a-f-]{36}$/.test(place)) throw new AppError('bad_input', 'This cursor is none of ours.')
  return place
}

/** How much there is to do. */
export async function countRequests(db: Kysely<PrivacyTables>, { me, clock }: Omit<Asking, 'query'>) {
  const today = dayOf(clock.now())
  const soon = addDays(today, 7)
  const counts = await db
    .selectFrom('requests')
    .where('state', 'in', waiting)
    .select([
      sql<string>`count(*)`.as('open'),
      sql<string>`count(*) FILTER (WHERE state = 'open' AND due_on < ${today}::date)`.as('overdue'),
      sql<string>`count(*) FILTER (WHERE state = 'open' AND due_on BETWEEN ${today}::date AND ${soon}::date)`.as(
        'soon',
      ),
      sql<string>`count(*) FILTER (WHERE owner IS NULL)`.as('free'),
      sql<string>`count(*) FILTER (WHERE owner = ${me})`.as('mine'),
    ])
    .executeTakeFirstOrThrow()
  const { open, overdue, soon: near, free, mine } = counts
  return { open: Number(open), overdue: Number(overdue), soon: Number(near), free: Number(free), mine: Number(mine) }
}
