import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { systemClock } from '../../platform/clock/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { readMailAddress } from '../../platform/mail/index.ts'
import { ensureCorrespondent } from './correspondents.ts'
import type { Basis, Channel, ConsentTables } from './tables.ts'

export const channels = ['email', 'post', 'telephone'] as const satisfies Channel[]

/** What somebody chose on a form, channel by channel. */
export type ConsentRecord = {
  /** The e-mail address of who chose. */
  address: string
  /** Each channel on its own; what was left unticked is recorded as such. */
  given: Record<Channel, boolean>
  /** What the choice is about: names of `topics.json`. */
  topics: string[]
  /** Where it was made, as `kind:id`: `registration:<id>`, `user:<id>`. */
  source: string
  /** `form` (the default) waits until `confirmConsent` is called for the same source. */
  basis?: Basis
  /** The version of the privacy policy that was shown. */
  policyVersion: string
  /** The words that were agreed to, as they were shown. */
  form?: string
  /** The network address that the request came from. */
  remoteAddress: string | null
  clock?: Clock
}

/**
 * Adds a choice to the ledger, in the caller's transaction: a row for each channel and topic. Rows are never changed;
 * the last one of a channel and topic holds.
 */
export async function recordConsent<Tables>(trx: Transaction<Tables>, record: ConsentRecord): Promise<void> {
  const db = trx as unknown as Transaction<ConsentTables> // one database: only the caller's types do not say so
  const { given, topics, source, basis = 'form', policyVersion, form, remoteAddress, clock = systemClock } = record
  const address = readMailAddress(record.address)
  if (!address) throw new AppError('bad_input', 'This is no e-mail address.')
  const correspondent = await ensureCorrespondent(db, { address, clock })
  const at = clock.now()
  const form_hash = form === undefined ? null : await keepForm(db, { text: form, at })
  const rows = topics.flatMap((topic) =>
    channels.map((channel) => ({
      at,
      correspondent,
      channel,
      topic,
      given: given[channel],
      basis,
      source,
      policy_version: policyVersion,
      form_hash,
      remote_address: remoteAddress,
    })),
  )
  if (rows.length > 0) await db.insertInto('consents').values(rows).execute()
}

/** Makes what was chosen on a form hold: repeats its rows as confirmed, in the caller's transaction. */
export async function confirmConsent<Tables>(
  trx: Transaction<Tables>,
  { source, remoteAddress, clock = systemClock }: Pick<ConsentRecord, 'source' | 'remoteAddress' | 'clock'>,
): Promise<void> {
  const db = trx as unknown as Transaction<ConsentTables>
  const chosen = await db
    .selectFrom('consents')
    .selectAll()
    .where('source', '=', source)
    .where('basis', '=', 'form')
    .orderBy('id')
    .execute()
  const last = new Map(chosen.map((row) => [`${row.channel} ${row.topic}`, row]))
  const rows = [...last.values()].map(({ id: _id, ...row }) => ({
    ...row,
    at: clock.now(),
    basis: 'confirmation' as const,
    remote_address: remoteAddress,
  }))
  if (rows.length > 0) await db.insertInto('consents').values(rows).execute()
}

async function keepForm(db: Transaction<ConsentTables>, { text, at }: { text: string; at: Date }): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex')
  await db
    .insertInto('consent_forms')
    .values({ hash, text, first_used_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return hash
}
