import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import type { LedgerTransaction } from './credit-dependencies.ts'
import type { TransactionKind } from './tables.ts'

/** One change of an account's balance. */
export type Booking = {
  account: string
  kind: TransactionKind
  /** What is booked: the same key is booked once. */
  key: string
  /** What comes in; negative: what goes out. */
  credits: number
  actor: string
  detail?: Record<string, unknown>
  /** When credits that come in end, if ever. */
  expiresAt?: Date | null
  clock: Clock
}

/** The other side of each kind of booking. */
const houses: Record<TransactionKind, string> = {
  grant: 'house:granted',
  expiry: 'house:expired',
  unlock: 'house:spent',
  refund: 'house:spent',
  contribution: 'house:contributed',
  adjustment: 'house:adjusted',
}

/** Locks an account's balance until the transaction ends, and gives it. Whatever reads or books comes after this. */
export async function lockBalance(trx: LedgerTransaction, account: string): Promise<number> {
  const { rows } = await sql<{ credits: number }>`SELECT ledger.lock_balance(${account}) AS credits`.execute(trx)
  return rows[0]?.credits ?? 0
}

/** Writes the head of a booking; null when its key was booked before. Rows that belong to it come next, then `bookEntries`. */
export async function beginBooking(trx: LedgerTransaction, booking: Booking): Promise<string | null> {
  const { kind, key, actor, detail = {}, clock } = booking
  const row = await trx
    .insertInto('transactions')
    .values({ id: newId({ clock }), kind, key, at: clock.now(), actor, detail: JSON.stringify(detail) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Both entries of a booking and what they do to the lots. Throws `conflict` when there are not enough credits. */
export async function bookEntries(trx: LedgerTransaction, id: string, booking: Booking): Promise<void> {
  const { account, kind, credits, expiresAt = null } = booking
  if (credits > 0)
    await trx
      .insertInto('lots')
      .values({ transaction: id, account, credits, remaining: credits, expires_at: expiresAt })
      .execute()
  else await takeFromLots(trx, account, -credits)
  await trx
    .insertInto('entries')
    .values([
      { transaction: id, account: `account:${account}`, credits },
      { transaction: id, account: houses[kind], credits: -credits },
    ])
    .execute()
}

/** Books a change that needs no rows of its own; false when its key was booked before. The balance must be locked. */
export async function book(trx: LedgerTransaction, booking: Booking): Promise<boolean> {
  const id = await beginBooking(trx, booking)
  if (id === null) return false
  await bookEntries(trx, id, booking)
  return true
}

/** Takes credits from those that end first. */
async function takeFromLots(trx: LedgerTransaction, account: string, credits: number): Promise<void> {
  const { rows } = await sql<{ taken: number }>`
    WITH ordered AS (
      SELECT transaction, remaining,
        (sum(remaining) OVER (ORDER BY expires_at NULLS LAST, transaction))::int - remaining AS before
      FROM lots WHERE account = ${account} AND remaining > 0
    ), taken AS (
      UPDATE lots SET remaining = lots.remaining - least(ordered.remaining, ${credits}::int - ordered.before)
      FROM ordered WHERE lots.transaction = ordered.transaction AND ordered.before < ${credits}::int
      RETURNING ordered.remaining - lots.remaining AS credits
    )
    SELECT coalesce(sum(credits), 0)::int AS taken FROM taken`.execute(trx)
  if (rows[0]?.taken !== credits) throw new AppError('conflict', 'There are not enough credits. Nothing was charged.')
}
