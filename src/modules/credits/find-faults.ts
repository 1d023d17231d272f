import { sql } from 'kysely'
import type { LedgerDatabase } from './credit-dependencies.ts'

/** Something in the ledger that does not add up. */
export type Fault = { fault: string; subject: string }

/** Goes through the whole ledger and says what does not add up: an empty list, or the database was changed from outside. */
export async function findFaults(db: LedgerDatabase): Promise<Fault[]> {
  const { rows } = await sql<Fault>`
    SELECT 'does not sum to zero' AS fault, 'transaction:' || t.id AS subject
    FROM transactions t LEFT JOIN entries e ON e.transaction = t.id GROUP BY t.id
    HAVING sum(e.credits) IS DISTINCT FROM 0
    UNION ALL
    SELECT 'balance is not the sum of its entries', 'account:' || b.account
    FROM balances b LEFT JOIN entries e ON e.account = 'account:' || b.account GROUP BY b.account, b.credits, b.lines
    HAVING b.credits <> coalesce(sum(e.credits), 0) OR b.lines <> count(e.line) OR b.lines <> coalesce(max(e.line), 0)
    UNION ALL
    SELECT 'lots are not the balance', 'account:' || b.account
    FROM balances b LEFT JOIN lots l ON l.account = b.account GROUP BY b.account, b.credits
    HAVING b.credits <> coalesce(sum(l.remaining), 0)
    UNION ALL
    SELECT 'charges another sum than it unlocks', 'transaction:' || t.id
    FROM transactions t JOIN entries e ON e.transaction = t.id AND e.line IS NOT NULL
    WHERE t.kind = 'unlock' AND -e.credits <> (SELECT coalesce(sum(price), 0) FROM unlocked u WHERE u.transaction = t.id)
    UNION ALL
    SELECT 'unlocked without disclosure', 'contact:' || u.contact
    FROM unlocked u LEFT JOIN disclosures d
      ON d.transaction = u.transaction AND d.account = u.account AND d.contact = u.contact AND d.road = 'unlock'
    GROUP BY u.account, u.contact HAVING count(d.id) <> 1
    UNION ALL
    SELECT 'disclosed without unlocking', 'contact:' || d.contact
    FROM disclosures d LEFT JOIN unlocked u ON u.transaction = d.transaction AND u.account = d.account AND u.contact = d.contact
    WHERE d.road = 'unlock' AND u.contact IS NULL`.execute(db)
  return rows
}
