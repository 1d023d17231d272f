import { sql } from 'kysely'
import type { LedgerDatabase, LedgerTransaction } from './credit-dependencies.ts'

/** Credits that an account has, as its ledger says. */
export async function balanceOf(db: LedgerDatabase | LedgerTransaction, account: string): Promise<number> {
  const { rows } = await sql<{ credits: number }>`SELECT credits FROM balances WHERE account = ${account}`.execute(db)
  return rows[0]?.credits ?? 0
}
