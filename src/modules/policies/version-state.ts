import type { Clock } from '../../platform/clock/index.ts'

/** A version of a policy, without its text. */
export type PolicyVersion = {
  policy: string
  version: number
  summary: string
  material: boolean
  /** The day, in UTC, from which it holds, as an ISO date. */
  effective: string
  author: string
  published_at: Date
  announcing_since: Date | null
  announced_at: Date | null
}

export type VersionState = 'coming' | 'current' | 'past'

/** The day of a clock, in UTC, as an ISO date. */
export function dayOf(clock: Clock): string {
  return clock.now().toISOString().slice(0, 10)
}

/** `days` later than an ISO date. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * The version that holds on a day: the newest whose day has come. A material one holds only when everybody has been
 * written to; the first has nobody to tell.
 */
export function findHolding(versions: readonly PolicyVersion[], day: string): PolicyVersion | undefined {
  return versions.findLast(
    ({ version, effective, material, announced_at }) =>
      effective <= day && (!material || version === 1 || announced_at !== null),
  )
}

/** What a version is on a day, among all versions of its policy. */
export function stateOf({ version }: PolicyVersion, versions: readonly PolicyVersion[], day: string): VersionState {
  const holding = findHolding(versions, day)?.version ?? 0
  if (version === holding) return 'current'
  return version > holding ? 'coming' : 'past'
}
