import type { LedgerDatabase } from './credit-dependencies.ts'

/** Ids of what an account has unlocked, newest first, at most so many. */
export async function listOwnedIds(db: LedgerDatabase, account: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('unlocked')
    .select('contact')
    .where('account', '=', account)
    .orderBy('at', 'desc')
    .orderBy('contact')
    .limit(limit)
    .execute()
  return rows.map(({ contact }) => contact)
}
