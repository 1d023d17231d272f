import type { Kysely } from 'kysely'
import { channelWords, choiceInWords } from './consent-words.ts'
import type { Basis, ConsentTables } from './tables.ts'

/** A row of the ledger in words. */
export type HistoryEntry = { at: string; what: string; how: string; policyVersion: string }

const HOW: Record<Basis, string> = {
  form: 'on a form, not confirmed yet',
  confirmation: 'by the link in the mail',
  preferences: 'on the preference page',
  'one-click': 'by one click in a mail',
}

/** The last rows of the ledger about somebody, newest first; choices on forms that were left unticked are not told. */
export async function listHistory(db: Kysely<ConsentTables>, correspondent: string): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('consents')
    .select(['at', 'channel', 'topic', 'given', 'basis', 'policy_version'])
    .where('correspondent', '=', correspondent)
    .where((is) => is.or([is('given', '=', true), is('basis', 'in', ['preferences', 'one-click'])]))
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ at, channel, topic, given, basis, policy_version }) => {
    const about = topic === '*' ? `everything ${channelWords[channel].by}` : choiceInWords(topic, channel)
    const what = `${given ? 'Agreed to' : 'Withdrawn'}: ${about}`
    return { at: at.toISOString(), what, how: HOW[basis], policyVersion: policy_version }
  })
}
