import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { newId } from '../../platform/ids/index.ts'
import type { KeyRing } from '../../platform/keys/index.ts'
import { recordAudit } from '../audit/index.ts'
import { nextNumber } from './next-number.ts'
import type { Channel, SuppressionTables } from './tables.ts'

export type Suppression = {
  /** MACs of all identifiers, sorted, so that two at once cannot wait for each other. */
  macs: Buffer[]
  channel: Channel
  actor: string
  key: Pick<KeyRing, 'version'>
  clock: Clock
  /** What opens the page of its state (default: a new one); the same again is the same suppression. */
  token?: string
  /** The number of the request that it belongs to (default: a new one); with one that is known, identifiers are added. */
  number?: string
}

/**
 * Writes a suppression with its identifiers and its row of the trail, in the caller's transaction. Each call is a
 * suppression with a number of its own, also when its identifiers are known: no answer tells whether they were.
 */
export async function suppress<Tables>(
  trx: Transaction<Tables>,
  { macs, channel, actor, key, clock, token = newStatusToken(), number: given }: Suppression,
): Promise<{ number: string; token: string }> {
  const own = trx as unknown as Transaction<SuppressionTables> // one database: only the caller's types do not say so
  const hash = hashStatusToken(token)
  await sql`SELECT pg_advisory_xact_lock(${hash.readBigInt64BE()})`.execute(own)
  const known = await own
    .selectFrom('suppressions')
    .select(['id', 'number'])
    .where((eb) => eb.or([eb('token_hash', '=', hash), eb('number', '=', given ?? '')]))
    .executeTakeFirst()
  if (known && known.number !== given) return { number: known.number, token }
  const number = given ?? (await nextNumber(own, clock))
  const id = known?.id ?? newId({ clock })
  if (!known)
    await own
      .insertInto('suppressions')
      .values({ id, number, channel, created_at: clock.now(), key_version: key.version, token_hash: hash })
      .execute()
  await sql`INSERT INTO suppression_identifiers (mac, suppression) SELECT unnest(${macs}::bytea[]), ${id}
    ON CONFLICT (mac) DO NOTHING`.execute(own)
  await recordAudit(own, {
    actor,
    action: 'suppression.add',
    subject: `suppression:${id}`,
    detail: { number, channel },
  })
  return { number, token }
}

/** A secret that opens the page of a suppression's state. */
export function newStatusToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of it. */
export function hashStatusToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
