import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Row } from '../../catalogue/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import { balanceOf } from './balance-of.ts'
import { beginBooking, book, bookEntries, lockBalance } from './book.ts'
import type { Booking } from './book.ts'
import type { CreditDependencies, LedgerTransaction, Member } from './credit-dependencies.ts'
import { ownedOf } from './owned-of.ts'
import prices from './prices.json' with { type: 'json' }
import { settle } from './settle.ts'

export type Unlock = Member & {
  contacts: readonly string[]
  /** What tells one unlock from another: the same again is answered the same, and charged once. */
  key: string
}

/** What was done, as it is kept under the key. */
type Answer = {
  cost: number
  balance: number
  unlocked: string[]
  owned: string[]
  unavailable: string[]
}

export type Unlocked = Answer & {
  /** Those unlocked and owned that may be seen now. */
  contacts: Row[]
}

/**
 * Unlocks contacts for an account: one transaction leaves out what it owns, charges the rest, writes a disclosure for
 * each, and keeps the answer under the key. What may not be seen is named, without a reason, and not charged; what was
 * hidden while this ran is given back. Throws `conflict` when there are not enough credits, or when the key was used
 * for something else; then nothing has changed.
 */
export async function unlock(dependencies: CreditDependencies, request: Unlock): Promise<Unlocked> {
  const { db, contacts: source } = dependencies
  const ids = [...new Set(request.contacts)].toSorted()
  const { answer, fresh } = await db
    .transaction()
    .execute((trx) => charge(trx, dependencies, { ...request, contacts: ids }))
  const rows = await source.read([...answer.unlocked, ...answer.owned])
  if (!fresh) return { ...answer, contacts: rows }
  const seen = new Set(rows.map(({ id }) => id))
  const gone = answer.unlocked.filter((id) => !seen.has(id))
  return { ...(gone.length > 0 ? await giveBack(dependencies, request, { answer, gone }) : answer), contacts: rows }
}

async function charge(
  trx: LedgerTransaction,
  { clock, contacts: source }: CreditDependencies,
  { account, user, contacts, key }: Unlock,
): Promise<{ answer: Answer; fresh: boolean }> {
  const locked = await lockBalance(trx, account)
  const digest = createHash('sha256').update(JSON.stringify(contacts)).digest()
  const known = await findAnswer(trx, { account, key, digest })
  if (known) return { answer: known, fresh: false }
  const balance = await settle(trx, { account, clock, locked })
  const owned = await ownedOf(trx, account, contacts)
  const edition = source.edition()
  const rows = await source.read(contacts.filter((id) => !owned.has(id)))
  const cost = rows.length * prices.unlock
  if (cost > balance) throw notEnough({ rows: rows.length, cost, balance })
  const actor = `user:${user}`
  const booking = { account, kind: 'unlock', key: `unlock:${account}:${key}`, credits: -cost, actor, clock } as const
  if (rows.length > 0) await bookUnlock(trx, { booking, user, edition: edition ?? '', rows })
  const unlocked = rows.map(({ id }) => String(id)).toSorted()
  const paid = new Set(unlocked)
  const unavailable = contacts.filter((id) => !owned.has(id) && !paid.has(id))
  const answer = { cost, balance: balance - cost, unlocked, owned: [...owned].toSorted(), unavailable }
  await keepAnswer(trx, { account, key, digest, answer, at: clock.now() })
  return { answer, fresh: true }
}

type Booked = { booking: Booking; user: string; edition: string; rows: Row[] }

async function bookUnlock(trx: LedgerTransaction, { booking, user, edition, rows }: Booked): Promise<void> {
  const { account, actor, clock } = booking
  const detail = { contacts: rows.length, edition }
  const id = await beginBooking(trx, { ...booking, detail })
  // The answer of a key is kept for a month, the booking for good.
  if (id === null) throw new AppError('conflict', 'This Idempotency-Key was used long ago. Take a new one.')
  const [contacts, fields] = [rows.map(({ id: contact }) => contact), rows.map((row) => JSON.stringify(fieldsOf(row)))]
  await sql`WITH given AS (
      SELECT * FROM unnest(${contacts}::text[], ${fields}::jsonb[]) AS g (contact, fields)
    ), paid AS (
      INSERT INTO unlocked (account, contact, transaction, price, at, user_id)
      SELECT ${account}, contact, ${id}, ${prices.unlock}, ${clock.now()}, ${user} FROM given ORDER BY contact
    )
    INSERT INTO disclosures (account, contact, user_id, edition, fields, at, transaction, road)
    SELECT ${account}, contact, ${user}, ${edition}, ARRAY(SELECT jsonb_array_elements_text(fields)), ${clock.now()}, ${id}, 'unlock'
    FROM given ORDER BY contact`.execute(trx)
  await bookEntries(trx, id, booking)
  await recordAudit(trx, {
    actor,
    action: 'contacts.unlock',
    subject: `transaction:${id}`,
    detail: { account, ...detail },
  })
}

/** Names of the fields that a contact has. */
function fieldsOf(row: Row): string[] {
  return Object.entries(row)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name]) => name)
    .toSorted()
}

function notEnough({ rows, cost, balance }: { rows: number; cost: number; balance: number }): AppError {
  const words = `These ${rows} contacts cost ${cost} credits, and the balance is ${balance}: ${cost - balance} are missing.`
  return new AppError('conflict', `${words} Nothing was charged.`)
}

type Keyed = { account: string; key: string; digest: Buffer }

async function findAnswer(trx: LedgerTransaction, { account, key, digest }: Keyed): Promise<Answer | null> {
  const known = await trx
    .selectFrom('answers')
    .select(['digest', 'answer'])
    .where('account', '=', account)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!known) return null
  if (known.digest.equals(digest)) return known.answer as Answer
  throw new AppError(
    'conflict',
    'This Idempotency-Key was used for other contacts. Take a new one. Nothing was charged.',
  )
}

async function keepAnswer(trx: LedgerTransaction, row: Keyed & { answer: Answer; at: Date }): Promise<void> {
  await trx
    .insertInto('answers')
    .values({ ...row, answer: JSON.stringify(row.answer) })
    .execute()
}

/** Gives back what was paid for contacts that were hidden between the charge and the answer. */
async function giveBack(
  { db, clock }: CreditDependencies,
  { account, key }: Unlock,
  { answer, gone }: { answer: Answer; gone: string[] },
): Promise<Answer> {
  const credits = gone.length * prices.unlock
  const balance = await db.transaction().execute(async (trx) => {
    await lockBalance(trx, account)
    const refund = `refund:${account}:${key}`
    const detail = { contacts: gone.length }
    await book(trx, { account, kind: 'refund', key: refund, credits, actor: 'system', detail, clock })
    return balanceOf(trx, account)
  })
  const unlocked = answer.unlocked.filter((id) => !gone.includes(id))
  return {
    ...answer,
    cost: answer.cost - credits,
    balance,
    unlocked,
    unavailable: [...answer.unavailable, ...gone].toSorted(),
  }
}
