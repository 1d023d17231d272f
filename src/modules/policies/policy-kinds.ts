import { AppError } from '../../platform/errors/index.ts'
import kinds from './kinds.json' with { type: 'json' }

/** A policy of the instance; its default text is `texts/<kind>.md`. */
export type PolicyKind = {
  kind: string
  title: string
  about: string
  /** Whether everybody who signs in is asked to agree to it. */
  accepted: boolean
}

/** Every policy, in the order in which they are shown. */
export const policyKinds: readonly PolicyKind[] = kinds

/** The policy of that name. Throws `not_found`. */
export function getPolicyKind(kind: string): PolicyKind {
  const found = policyKinds.find((each) => each.kind === kind)
  if (!found) throw new AppError('not_found', 'There is no such policy. All of them are at /policies.')
  return found
}
