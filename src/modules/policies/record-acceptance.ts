import type { Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { PolicyTables } from './tables.ts'

type Acceptance = {
  /** Opaque id of the user. */
  user: string
  /** What was shown and agreed to: policies by name with their versions. */
  accepted: { kind: string; version: string | number }[]
  /** The address that the request came from. */
  remoteAddress: string | null
  clock: Clock
}

/** Writes down, in the caller's transaction, that a user agreed to versions of policies. Agreeing twice is agreeing once. */
export async function recordAcceptance<Tables>(
  trx: Transaction<Tables>,
  { user, accepted, remoteAddress, clock }: Acceptance,
): Promise<void> {
  if (accepted.length === 0) return
  const policies = trx as unknown as Transaction<PolicyTables> // one database: only the caller's types do not say so
  const common = { user_id: user, accepted_at: clock.now(), remote_address: remoteAddress }
  await policies
    .insertInto('policy_acceptances')
    .values(accepted.map(({ kind, version }) => ({ ...common, policy: kind, version: Number(version) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
