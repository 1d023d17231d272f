import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { Auth } from './open-auth.ts'
import type { AccountDatabase, AccountTransaction } from './tables.ts'

/** A policy in a version that somebody is shown and agrees to. */
export type ShownPolicy = { kind: string; title: string; version: string; href: string }

/** What accounts need of policies. */
export type PolicyDoor = {
  /** The policies that an account needs agreement to, in the versions that hold now. */
  current: () => Promise<ShownPolicy[]>
  /** Writes down that a user agreed, in the caller's transaction. */
  accept: <Tables>(
    trx: Transaction<Tables>,
    agreed: { user: string; accepted: { kind: string; version: string }[]; remoteAddress: string | null },
  ) => Promise<void>
  /** Whether a user must agree to something before going on. */
  isPending: (user: string) => Promise<boolean>
}

/** One consent that a form offers: the name of its tick box, and the sentence that ticking agrees to. */
export type OfferedConsent = { name: string; label: string }

/** What accounts need of the ledger of consent. */
export type ConsentDoor = {
  /** What may be agreed to besides, and the note above it. */
  offered: { note: string; consents: OfferedConsent[] }
  /** Writes down what a new user ticked and what not, in the caller's transaction. */
  record: <Tables>(
    trx: Transaction<Tables>,
    chosen: {
      user: string
      address: string
      ticked: string[]
      /** The versions of the policies that were shown. */
      accepted: { kind: string; version: string }[]
      remoteAddress: string | null
    },
  ) => Promise<void>
}

/** What the use cases of accounts need of the rest. */
export type AccountDependencies = {
  db: AccountDatabase
  clock: Clock
  auth: Auth
  policies: PolicyDoor
  consents: ConsentDoor
  /** How many people an organisation has paid for; null for as many as it likes. */
  seatsOf: (organisation: string) => Promise<number | null>
  /** Address of the instance as people reach it. */
  origin: () => string
}

/** Does something in one transaction, in the name of somebody: the trail of the tables names them. */
export function act<Result>(
  db: AccountDatabase,
  actor: string,
  work: (trx: AccountTransaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (trx) => {
    await sql`SELECT set_config('fairlist.actor', ${actor}, true)`.execute(trx)
    return work(trx)
  })
}

/** Lets nobody else do the same thing to the same subject until the transaction ends. */
export async function takeTurns(trx: AccountTransaction, subject: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`accounts ${subject}`}, 0))`.execute(trx)
}
