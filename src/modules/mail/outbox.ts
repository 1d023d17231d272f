import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import type { MailsTable, MailTables } from './tables.ts'

export type MailRow = Selectable<MailsTable>
type Outbox = Kysely<MailTables>

/** Whether a mail waits whose time has come, or one was left in the hand of a deliverer. */
export async function hasDueMail(db: Outbox, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('mails')
    .select('id')
    .where('state', 'in', ['queued', 'sending'])
    .where('due_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes the next mails in hand, oldest first. */
export async function claimMails(db: Outbox, { now, limit }: { now: Date; limit: number }): Promise<MailRow[]> {
  const rows = await db
    .updateTable('mails')
    .set({ state: 'sending' })
    .where('id', 'in', (from) =>
      from
        .selectFrom('mails')
        .select('id')
        .where('state', '=', 'queued')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute()
  return rows.toSorted((a, b) => Number(a.due_at) - Number(b.due_at) || (a.id < b.id ? -1 : 1))
}

/** Puts back whatever is in hand: what a deliverer that is gone had taken. Only for who holds the deliverer's lock. */
export async function requeueMails(db: Outbox): Promise<void> {
  await db.updateTable('mails').set({ state: 'queued' }).where('state', '=', 'sending').execute()
}

/** Writes down that a mail is done with. What its template was told goes with a mail that is sent or withheld. */
export async function settleMail(
  db: Outbox,
  {
    id,
    state,
    answer,
    subject,
    now,
  }: { id: string; state: 'sent' | 'failed' | 'withheld'; answer: string; subject: string | null; now: Date },
): Promise<void> {
  await db
    .updateTable('mails')
    .set({
      state,
      settled_at: now,
      last_answer: answer,
      ...(subject === null ? {} : { subject }),
      ...(state === 'withheld' ? {} : { attempts: sql<number>`attempts + 1` }),
      ...(state === 'failed' ? {} : { data: '{}' }),
    })
    .where('id', '=', id)
    .execute()
}

/** Lets a mail wait until `due`, with the answer that it got. */
export async function postponeMail(
  db: Outbox,
  { id, due, answer, counts }: { id: string; due: Date; answer: string; counts: boolean },
): Promise<void> {
  await db
    .updateTable('mails')
    .set({
      state: 'queued',
      due_at: due,
      last_answer: answer,
      ...(counts ? { attempts: sql<number>`attempts + 1` } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/**
 * Runs `work` if nobody else delivers from this outbox now, on any machine: under a lock of the database that ends with its session, so
 * that a killed deliverer leaves none behind. Gives false when somebody else does.
 */
export async function asOnlyDeliverer(db: Outbox, work: () => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (session) => {
    const { rows } = await sql<{
      held: boolean
    }>`SELECT pg_try_advisory_lock(${LOCK}, hashtext(current_schema())) AS held`.execute(session)
    if (!rows[0]?.held) return false
    try {
      await work()
    } finally {
      await sql`SELECT pg_advisory_unlock(${LOCK}, hashtext(current_schema()))`.execute(session)
    }
    return true
  })
}

/** A number of our own among the advisory locks of the database; each outbox has its own lock. */
const LOCK = 461_168_601
