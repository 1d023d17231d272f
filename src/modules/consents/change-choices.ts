import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { choiceName, getChoices } from './choices.ts'
import { channels } from './record-consent.ts'
import { topics } from './registration-kinds.ts'
import type { Basis, Channel, ConsentTables } from './tables.ts'

/** What somebody wants from now on. */
export type Wish =
  /** Exactly these, named as `choiceName` does. */
  | { only: ReadonlySet<string> }
  /** This one no more; a topic `*` stands for all. */
  | { withdraw: { channel: Channel; topic: string } }
  | { withdraw: 'everything' }

type Change = {
  correspondent: string
  wish: Wish
  basis: Extract<Basis, 'preferences' | 'one-click'>
  /** Where the wish came from, as `kind:id`. */
  source: string
  policyVersion: string
  remoteAddress: string | null
  clock: Clock
}

type Row = { channel: Channel; topic: string; given: boolean }

const names = topics.map(({ name }) => name)

/**
 * Writes a change of preferences into the ledger, at once and whole: a row for each choice that becomes another.
 * Withdrawing is always written, also where nothing was given. Gives how many rows were added.
 */
export async function changeChoices(db: Kysely<ConsentTables>, change: Change): Promise<number> {
  const { correspondent, wish, basis, source, policyVersion, remoteAddress, clock } = change
  return db.transaction().execute(async (trx) => {
    await lock(trx, correspondent)
    const rows = rowsFor(wish, await getChoices(trx, { correspondent, topics: names }))
    const common = { correspondent, basis, source, policy_version: policyVersion, remote_address: remoteAddress }
    const at = clock.now()
    const written = rows.map((row) => ({ at, ...common, ...row, form_hash: null }))
    if (written.length > 0) await trx.insertInto('consents').values(written).execute()
    return written.length
  })
}

function rowsFor(wish: Wish, now: ReadonlySet<string>): Row[] {
  if ('only' in wish) {
    const all = channels.flatMap((channel) => names.map((topic) => ({ channel, topic })))
    return all
      .map(({ channel, topic }) => ({ channel, topic, given: wish.only.has(choiceName(channel, topic)) }))
      .filter(({ channel, topic, given }) => given !== now.has(choiceName(channel, topic)))
  }
  if (wish.withdraw === 'everything') return channels.map((channel) => ({ channel, topic: '*', given: false }))
  return [{ ...wish.withdraw, given: false }]
}

/** One change at a time for one person, so that the order of the ledger is the order of what was committed. */
async function lock(trx: Transaction<ConsentTables>, correspondent: string): Promise<void> {
  await trx
    .selectFrom('correspondents')
    .select('id')
    .where('id', '=', correspondent)
    .forUpdate()
    .executeTakeFirstOrThrow()
}
