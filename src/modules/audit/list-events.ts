import type { Kysely, Selectable } from 'kysely'
import type { AuditTables } from './tables.ts'

export type AuditEvent = Selectable<AuditTables['events']>

type Query = {
  actor?: string | undefined
  /** A whole action, or the words before its last dot: `mail` finds `mail.resend`. */
  action?: string | undefined
  /** A whole subject, or its kind: `user` finds `user:<id>`. */
  subject?: string | undefined
  /** The first moment, included, and the last, not included. */
  from?: Date | undefined
  to?: Date | undefined
  limit: number
  /** Rows older than this id. */
  cursor?: string | undefined
}

/** Rows of the trail, newest first, and the cursor of the next page. Only the role of audit may ask. */
export async function listEvents(
  db: Kysely<AuditTables>,
  { actor, action, subject, from, to, limit, cursor }: Query,
): Promise<{ rows: AuditEvent[]; next: string | null }> {
  let events = db.selectFrom('events').selectAll()
  if (actor) events = events.where('actor', '=', actor)
  if (action)
    events = events.where((or) => or.or([or('action', '=', action), or('action', 'like', `${escapeLike(action)}.%`)]))
  if (subject)
    events = events.where((or) =>
      or.or([or('subject', '=', subject), or('subject', 'like', `${escapeLike(subject)}:%`)]),
    )
  if (from) events = events.where('at', '>=', from)
  if (to) events = events.where('at', '<', to)
  if (cursor) events = events.where('id', '<', cursor)
  const rows = await events
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
