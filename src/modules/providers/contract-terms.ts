import { AppError } from '../../platform/errors/index.ts'
import type { Standing } from './tables.ts'

/** A contract, with days as `2026-11-23`. */
export type Contract = {
  id: string
  provider: string
  starts_on: string
  ends_on: string | null
  territory: string[] | null
  resale: boolean
  ended_at: Date | null
  written_at: Date
}

/** When a contract is or was over: at the agreed day or when it was ended, whichever came first; null while that is open. */
export function overOf({ ends_on, ended_at }: Pick<Contract, 'ends_on' | 'ended_at'>): Date | null {
  const agreed = ends_on === null ? null : new Date(ends_on)
  if (agreed === null || ended_at === null) return agreed ?? ended_at
  return agreed < ended_at ? agreed : ended_at
}

/** Where a contract stands: it begins with its first day (UTC), and does not hold at the moment it is over. */
export function stateOf(contract: Contract, now: Date): Exclude<Standing, 'none'> {
  const over = overOf(contract)
  if (over !== null && over <= now) return 'ended'
  return new Date(contract.starts_on) <= now ? 'running' : 'coming'
}

/** The contract of a provider, of all of them oldest first, that tells where it stands: the one that runs, else the next one, else the last one. */
export function tellingOf(contracts: readonly Contract[], now: Date): Contract | null {
  const found = (state: Standing) => contracts.filter((contract) => stateOf(contract, now) === state)
  return found('running')[0] ?? found('coming')[0] ?? found('ended').at(-1) ?? null
}

/** Where a provider stands. */
export function standingOf(contracts: readonly Contract[], now: Date): Standing {
  const telling = tellingOf(contracts, now)
  return telling === null ? 'none' : stateOf(telling, now)
}

/** Whether all of a territory lies in another; null is everywhere. */
export function covers(territory: readonly string[] | null, other: readonly string[] | null): boolean {
  if (territory === null) return true
  return other !== null && other.every((country) => territory.includes(country))
}

/** The contract under which a file may be delivered now. Throws `conflict`, saying why there is none. */
export function requireRunning(contracts: readonly Contract[], now: Date): Contract {
  const telling = tellingOf(contracts, now)
  const state = telling && stateOf(telling, now)
  if (telling && state === 'running') return telling
  const what = 'Nothing can be delivered'
  if (!telling) throw new AppError('conflict', `${what}: this provider has no contract yet. Enter its contract first.`)
  throw new AppError(
    'conflict',
    state === 'coming'
      ? `${what} yet: the contract begins on ${telling.starts_on}.`
      : `${what} any more: the contract ended on ${overOf(telling)?.toISOString().slice(0, 10)}. Renew it first.`,
  )
}
