import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { listVersions } from './list-versions.ts'
import { getPolicyKind } from './policy-kinds.ts'
import type { PolicyTables } from './tables.ts'
import { dayOf, findHolding } from './version-state.ts'

/** A policy in the version that holds now. */
export type CurrentPolicy = { kind: string; title: string; version: string; effective: string; href: string }

/** The version of a policy that holds now; `href` leads to that very version. Throws `not_found`. */
export async function currentPolicy(
  db: Kysely<PolicyTables>,
  { kind, clock }: { kind: string; clock: Clock },
): Promise<CurrentPolicy> {
  const { title } = getPolicyKind(kind)
  const holding = findHolding(await listVersions(db, kind), dayOf(clock))
  if (!holding) throw new AppError('unavailable', `The ${title.toLowerCase()} holds from a later day.`)
  const { version, effective } = holding
  return { kind, title, version: String(version), effective, href: hrefOf(kind, version) }
}

/** Where a version of a policy is read. */
export function hrefOf(kind: string, version: number): string {
  return `/policies/${kind}/versions/${version}`
}

/** Where a version is compared with the one that it follows; null for the first. */
export function differenceOf(kind: string, { from, to }: { from: number; to: number }): string | null {
  return from > 0 && from < to ? `/policies/${kind}/diff/${from}/${to}` : null
}
