import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { differenceOf, hrefOf } from './current-policy.ts'
import { listVersions } from './list-versions.ts'
import { policyKinds } from './policy-kinds.ts'
import type { PolicyTables } from './tables.ts'
import { dayOf, findHolding } from './version-state.ts'

/** A version of a policy that will hold from a later day. */
export type UpcomingChange = {
  kind: string
  title: string
  version: string
  href: string
  effective: string
  summary: string
  /** Compares it with what holds now; null when nothing does. */
  difference: string | null
}

/** The material changes to come, the next first: what the home page announces. */
export async function upcomingChanges(
  db: Kysely<PolicyTables>,
  { clock }: { clock: Clock },
): Promise<UpcomingChange[]> {
  const versions = await listVersions(db)
  const changes = policyKinds.flatMap(({ kind, title }) => {
    const own = versions.filter(({ policy }) => policy === kind)
    const holding = findHolding(own, dayOf(clock))?.version ?? 0
    return own
      .filter(({ version, material }) => version > holding && material)
      .map(({ version, effective, summary }) => ({
        kind,
        title,
        version: String(version),
        href: hrefOf(kind, version),
        effective,
        summary,
        difference: differenceOf(kind, { from: holding, to: version }),
      }))
  })
  return changes.toSorted((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0))
}
