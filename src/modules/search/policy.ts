import type { Principal } from '../../platform/http/index.ts'

/** Search and look-up are for whoever has an account. */
export const access = { search: { access: 'signed-in' } } as const

/**
 * How much of a contact somebody sees. `all`: who runs the instance. `owned`: what their account has unlocked, in full,
 * and of others what helps to choose. `none`: no more than that of anybody.
 */
export type Sight = { sees: 'all' } | { sees: 'owned'; account: string } | { sees: 'none' }

/** What somebody sees of contacts. */
export function sightOf(principal: Principal): Sight {
  if (principal.kind === 'local') return { sees: 'all' }
  if (principal.kind === 'anonymous') return { sees: 'none' }
  if (principal.staff.includes('operator')) return { sees: 'all' }
  return principal.organisation === null ? { sees: 'none' } : { sees: 'owned', account: principal.organisation }
}
