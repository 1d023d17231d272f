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
  /** Whether it holds already, so that nothing goes on without it; a coming one can be put off. */
  required: boolean
}

/**
 * What a user is asked to agree to when they sign in: what holds and was changed materially since they last agreed, and
 * what is announced. Empty when there is nothing to ask.
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
  return policyKinds
    .filter(({ accepted }) => accepted)
    .flatMap(({ kind, title }) => {
      const last = Math.max(0, ...rows.filter(({ policy }) => policy === kind).map(({ version }) => version))
      const own = versions.filter(({ policy }) => policy === kind)
      return asked(own, { last, day: dayOf(clock) }).map(({ version, effective, summary, required }) => ({
        kind,
        title,
        version: String(version),
        href: hrefOf(kind, version),
        effective,
        summary,
        difference: differenceOf(kind, { from: last, to: version }),
        required,
      }))
    })
}

type Asked = PolicyVersion & { required: boolean }

/** Of one policy: the version that holds, if any material one came after the last agreed to; then the newest to come. */
function asked(versions: readonly PolicyVersion[], { last, day }: { last: number; day: string }): Asked[] {
  const holding = findHolding(versions, day)
  const since = (from: number, to: number) =>
    versions.some(({ version, material }) => version > from && version <= to && (material || version === 1))
  const now = holding && since(last, holding.version) ? [{ ...holding, required: true }] : []
  const coming = versions.at(-1)
  const from = Math.max(last, holding?.version ?? 0)
  const next = coming && since(from, coming.version) ? [{ ...coming, required: false }] : []
  return [...now, ...next]
}
