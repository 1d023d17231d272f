import type { Kysely } from 'kysely'
import { findCorrespondent } from './correspondents.ts'
import type { Channel, ConsentTables } from './tables.ts'

type Question = { address: string; channel: Channel; topic: string }

/**
 * Whether somebody may be addressed on a channel about a topic, as things stand now: what they chose last, for the topic
 * or for all, says yes and is confirmed. Who never chose may not be.
 */
export async function isAllowed(db: Kysely<ConsentTables>, { address, channel, topic }: Question): Promise<boolean> {
  const correspondent = await findCorrespondent(db, address)
  if (!correspondent) return false
  const last = await db
    .selectFrom('consents')
    .select('given')
    .where('correspondent', '=', correspondent.id)
    .where('channel', '=', channel)
    .where('topic', 'in', [topic, '*'])
    .where('basis', '<>', 'form')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.given ?? false
}
