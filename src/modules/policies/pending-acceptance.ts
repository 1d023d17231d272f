import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { differenceOf, hrefOf } from './current-policy.ts'
import { listVersions } from './list-versions.ts'
import { policyKinds } from './policy-kinds.ts'
import type { PolicyTables } from './tables.ts'
import { dayOf, findHolding } from './version-state.ts'
import type { PolicyVersion } from './version-state.ts'

/** A version that a user is asked to agree to. */
export type PendingAcceptance = {
  kind: string
  title: string
  version: string
  href: string
  effective: string
  summary: string
  /** Compares it with what the user agreed to last; null when they never did. */
  difference: string | null
}

/**
 * What a user is asked to agree to when they sign in: each policy that holds and was changed materially since they last
 * agreed. Empty when there is nothing to ask. A coming version is announced, and asked for when its day has come.
 */
export async function pendingAcceptance(
  db: Kysely<PolicyTables>,
  { user, clock }: { user: string; clock: Clock },
): Promise<PendingAcceptance[]> {
  const rows = await db
    .selectFrom('policy_acceptances')
    .select(['policy', 'version'])
    .where('user_id', '=', user)
    .execute()
  const versions = await listVersions(db)
  return policyKinds.flatMap(({ kind, title, accepted }) => {
    const last = Math.max(0, ...rows.filter(({ policy }) => policy === kind).map(({ version }) => version))
    const own = versions.filter(({ policy }) => policy === kind)
    const holding = findHolding(own, dayOf(clock))
    if (!accepted || !holding || !isAsked(own, { from: last, to: holding.version })) return []
    const { version, effective, summary } = holding
    const difference = differenceOf(kind, { from: last, to: version })
    return [{ kind, title, version: String(version), href: hrefOf(kind, version), effective, summary, difference }]
  })
}

/** Whether a version that matters came after one and up to another. */
function isAsked(versions: readonly PolicyVersion[], { from, to }: { from: number; to: number }): boolean {
  return versions.some(({ version, material }) => version > from && version <= to && (material || version === 1))
}
