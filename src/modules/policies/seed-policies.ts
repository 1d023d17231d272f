import { readFile } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { policyKinds } from './policy-kinds.ts'
import type { PolicyTables } from './tables.ts'
import { dayOf } from './version-state.ts'

/** Writes version 1 of each policy that has none, from the default texts: it holds from the first day of the instance. */
export async function seedPolicies(db: Kysely<PolicyTables>, { clock }: { clock: Clock }): Promise<void> {
  for (const { kind } of policyKinds) {
    const text = await readFile(new URL(`texts/${kind}.md`, import.meta.url), 'utf8')
    const summary = 'The first version: the text that comes with the software.'
    const first = { policy: kind, version: 1, text, summary, material: true, effective_on: dayOf(clock) }
    await db
      .insertInto('policy_versions')
      .values({ ...first, author: 'system', published_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** What an operator has yet to fill in: the words in brackets of a text, as in `[name of the operator]`. */
export function listBlanks(text: string): string[] {
  return [...new Set([...text.matchAll(/\[([^\][\n]{3,120})\](?![([:])/g)].map(([, words = '']) => words))]
}
