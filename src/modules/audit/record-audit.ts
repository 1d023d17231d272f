import type { Transaction } from 'kysely'
import { sql } from 'kysely'

/** One thing that was done: opaque ids only, never a name or an address. */
export type AuditEntry = {
  /** Who did it: `user:<id>`, `local`, `system`, `anonymous`. */
  actor: string
  /** What was done, in closed words: `mail.resend`. */
  action: string
  /** What it was done to, as `kind:id`. */
  subject: string
  detail?: Record<string, unknown>
}

/** Writes the row of a change into `audit.events`, in the transaction of the change, as whatever role holds it. */
export async function recordAudit<Tables>(trx: Transaction<Tables>, entry: AuditEntry): Promise<void> {
  const { actor, action, subject, detail = {} } = entry
  await sql`INSERT INTO audit.events (actor, action, subject, detail)
    VALUES (${actor}, ${action}, ${subject}, ${JSON.stringify(detail)})`.execute(trx)
}
