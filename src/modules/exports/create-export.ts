import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Filters } from '../../catalogue/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { ExportDependencies } from './export-dependencies.ts'

/** Contacts of one export at most. */
export const EXPORT_LIMIT = 100_000
/** Exports of one account that wait or run at once. */
const AT_ONCE = 5

/** What an export is to hold. */
export type Wish = { contacts: string[] } | { owned: true } | { filters: Filters; limit: number }

type NewExport = {
  account: string
  user: string
  wish: Wish
  /** What tells one export from another: the same again is the same export. */
  key: string
}

/**
 * Orders an export: what the account does not own is unlocked first, all or nothing. Gives its id; for a key that was used,
 * the export that it made. Throws `bad_input` when there is nothing to export, `conflict` when there are not enough
 * credits, `busy` when too many are waiting.
 */
export async function createExport(
  { account, user, wish, key }: NewExport,
  dependencies: ExportDependencies,
): Promise<{ id: string; fresh: boolean }> {
  const { db, clock } = dependencies
  const id = `x${createHash('sha256')
    .update(JSON.stringify([account, key]))
    .digest('hex')
    .slice(0, 24)}`
  if (await isKnown(db, id)) return { id, fresh: false }
  const contacts = await chooseContacts({ account, user, wish, key }, dependencies)
  if (contacts.length === 0) {
    const detail = 'There is nothing to export: none of these contacts is there.'
    throw new AppError('bad_input', detail, { errors: [{ pointer: '/body/contacts', detail }] })
  }
  return db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`exports ${account}`}, 0))`.execute(trx)
    if (await isKnown(trx, id)) return { id, fresh: false }
    await refuseTooMany(trx, account)
    const created_at = clock.now()
    const total = contacts.length
    await trx
      .insertInto('exports')
      .values({ id, account, user_id: user, state: 'waiting', total, created_at })
      .execute()
    await sql`INSERT INTO export_contacts (export, position, contact)
      SELECT ${id}, n - 1, contact FROM unnest(${contacts}::text[]) WITH ORDINALITY AS given (contact, n)`.execute(trx)
    const detail = { account, contacts: total }
    await recordAudit(trx, { actor: `user:${user}`, action: 'export.create', subject: `export:${id}`, detail })
    return { id, fresh: true }
  })
}

async function chooseContacts(
  { account, user, wish, key }: NewExport,
  { contacts: source, credits }: ExportDependencies,
): Promise<string[]> {
  if ('owned' in wish) return credits.listOwned(account, EXPORT_LIMIT)
  const ids = 'filters' in wish ? await source.find(wish.filters, wish.limit) : [...new Set(wish.contacts)]
  if (ids.length === 0) return []
  await credits.unlock({ account, user, contacts: ids, key: `export:${key}` })
  const owned = await credits.ownedOf(account, ids)
  return ids.filter((id) => owned.has(id))
}

async function isKnown(db: ExportDependencies['db'], id: string): Promise<boolean> {
  return (await db.selectFrom('exports').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

async function refuseTooMany(db: ExportDependencies['db'], account: string): Promise<void> {
  const { count } = await db
    .selectFrom('exports')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('account', '=', account)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  if (Number(count) >= AT_ONCE)
    throw new AppError(
      'busy',
      `${AT_ONCE} exports of your organisation are being written. Wait for one, or cancel one.`,
    )
}
