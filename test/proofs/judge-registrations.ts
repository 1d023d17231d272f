import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { migrationsFolder, schemas } from '../../src/migrations/index.ts'
import { createLog } from '../../src/platform/log/index.ts'
import { openPostgres } from '../../src/platform/postgres/index.ts'
import type { Acknowledged, Arrivals } from './kill-registrations.ts'

/** What a stream of registrations did, and what is wrong with what is left of it after all the kills. */
export type Verdict = {
  did: {
    registered: number
    confirmed: number
    withdrawn: number
    users: number
    mails: number
    /** Messages that the mail server took more than once, each under its one Message-ID. */
    repeated: number
  }
  /** All must be 0. */
  faults: {
    /** Acknowledged registrations, confirmations, withdrawals, users that are not in the database. */
    lost: number
    /** Mails that were never sent, and messages sent that no row tells of. */
    lostMails: number
    strayMails: number
    /** Rounds after whose kill more messages went again than there were connections. */
    tooManyRepeats: number
    /** Registrations that were asked to confirm by two mails, or none. */
    twoMails: number
    /** Registrations and users without consent rows, users without agreement or organisation; but for the canaries behind the wall, and consent rows without whom they are about. */
    halfDone: number
  }
}

type Options = {
  data: string
  done: Acknowledged
  arrivals: Arrivals
  connectionsOf: (round: number) => number
  kills: number
}

/** Waits until the running instance has sent all it has, then compares what it holds with what it acknowledged. */
export async function judgeRegistrations({ data, done, arrivals, connectionsOf, kills }: Options): Promise<Verdict> {
  const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
  const postgres = await openPostgres({ data, layout, log: createLog({ level: 'silent' }) }) // adopts the running one
  const db = postgres.as<never>('registration')
  await untilOut(db)
  const kept = await readState(db)
  await db.destroy()
  const missing = (acknowledged: Set<string>, held: Set<string>) =>
    [...acknowledged].filter((email) => !held.has(email))
  const repeats = [...arrivals.values()].filter((rounds) => rounds.length > 1)
  const rounds = Array.from({ length: kills }, (_, round) => round)
  const lost =
    missing(done.registered, kept.registered).length +
    missing(done.confirmed, kept.confirmed).length +
    missing(done.withdrawn, kept.withdrawn).length +
    missing(done.users, kept.users).length
  return {
    did: {
      registered: done.registered.size,
      confirmed: done.confirmed.size,
      withdrawn: done.withdrawn.size,
      users: done.users.size,
      mails: arrivals.size,
      repeated: repeats.length,
    },
    faults: {
      lost,
      lostMails: kept.messages.filter(({ id, state }) => state !== 'sent' || !arrivals.has(id)).length,
      strayMails: missing(new Set(arrivals.keys()), new Set(kept.messages.map(({ id }) => id))).length,
      tooManyRepeats: rounds.filter((round) => wentAgain(repeats, round) > connectionsOf(round)).length,
      twoMails: kept.twoMails,
      halfDone: kept.halfDone,
    },
  }
}

/** Messages that arrived in a round and once more afterwards. */
function wentAgain(repeats: number[][], round: number): number {
  return repeats.reduce((sum, rounds) => sum + rounds.slice(0, -1).filter((each) => each === round).length, 0)
}

async function untilOut(db: Kysely<never>): Promise<void> {
  for (const patience = performance.now() + 60_000; performance.now() < patience; await wait(100)) {
    const { rows } = await sql`SELECT 1 FROM mails WHERE state IN ('queued', 'sending') LIMIT 1`.execute(db)
    if (rows.length === 0) return
  }
}

async function readState(db: Kysely<never>) {
  const emails = async (condition: string) => {
    const { rows } = await sql<{ key: string }>`
      SELECT key FROM registrations r JOIN correspondents c ON c.id = r.correspondent WHERE ${sql.raw(condition)}`.execute(
      db,
    )
    return new Set(rows.map(({ key }) => key))
  }
  const { rows: messages } = await sql<{
    id: string
    state: string
  }>`SELECT message_id AS id, state FROM mails`.execute(db)
  const { rows: users } = await sql<{ email: string }>`SELECT email FROM users`.execute(db)
  const consents = (basis: string) =>
    `(SELECT count(*) FROM consents k WHERE k.source = 'registration:' || r.id AND k.basis = '${basis}')`
  const half = await sql<{ half: string; two: string }>`SELECT
    (SELECT count(*) FROM registrations r
      WHERE NOT EXISTS (SELECT 1 FROM canaries n JOIN correspondents c ON c.key = n.email WHERE c.id = r.correspondent)
      AND (${sql.raw(consents('form'))} <> 3
        OR ${sql.raw(consents('confirmation'))} <> CASE state WHEN 'confirmed' THEN 3 ELSE 0 END))
    + (SELECT count(*) FROM users u WHERE
        (SELECT count(*) FROM consents k WHERE k.source = 'user:' || u.id) <> 12
        OR NOT EXISTS (SELECT FROM policy_acceptances a WHERE a.user_id = u.id)
        OR NOT EXISTS (SELECT FROM members m WHERE m.user_id = u.id)
        OR NOT EXISTS (SELECT FROM credentials c WHERE c.user_id = u.id))
    + (SELECT count(*) FROM consents k WHERE k.source LIKE 'user:%'
      AND NOT EXISTS (SELECT FROM users u WHERE k.source = 'user:' || u.id))
    + (SELECT count(*) FROM consents k WHERE k.source LIKE 'registration:%'
      AND NOT EXISTS (SELECT 1 FROM registrations r WHERE k.source = 'registration:' || r.id)) AS half,
    (SELECT count(*) FROM (SELECT recipient FROM mails WHERE template = 'confirm-registration'
      GROUP BY recipient HAVING count(*) <> 1) AS odd) AS two`.execute(db)
  return {
    registered: await emails(`${consents('form')} = 3`),
    confirmed: await emails(`state = 'confirmed' AND ${consents('confirmation')} = 3`),
    withdrawn: await emails(
      `NOT (SELECT given FROM consents k WHERE k.correspondent = c.id AND channel = 'email' AND basis <> 'form' ORDER BY k.id DESC LIMIT 1)`,
    ),
    users: new Set(users.map(({ email }) => email)),
    messages,
    halfDone: Number(half.rows[0]?.half),
    twoMails: Number(half.rows[0]?.two),
  }
}
