import type { Kysely } from 'kysely'
import type { Channel, ConsentTables } from './tables.ts'

/** What somebody allows now: `channel topic` of each that is given. */
export type Choices = ReadonlySet<string>

/** How a channel and a topic are named together, in sets and in forms. */
export const choiceName = (channel: Channel, topic: string): string => `${channel} ${topic}`

/** What somebody allows as things stand: for each channel and topic the last row that holds, `*` standing for all topics. */
export async function getChoices(
  db: Kysely<ConsentTables>,
  { correspondent, topics }: { correspondent: string; topics: readonly string[] },
): Promise<Choices> {
  const rows = await db
    .selectFrom('consents')
    .distinctOn(['channel', 'topic'])
    .select(['id', 'channel', 'topic', 'given'])
    .where('correspondent', '=', correspondent)
    .where('basis', '<>', 'form')
    .orderBy('channel')
    .orderBy('topic')
    .orderBy('id', 'desc')
    .execute()
  const choices = new Set<string>()
  for (const { channel, topic, given } of rows.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))) {
    for (const each of topic === '*' ? topics : [topic]) {
      if (given) choices.add(choiceName(channel, each))
      else choices.delete(choiceName(channel, each))
    }
  }
  return choices
}
