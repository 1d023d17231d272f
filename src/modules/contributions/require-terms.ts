import { AppError } from '../../platform/errors/index.ts'
import type { Terms } from './contribution-dependencies.ts'

/** The contribution terms that hold, when a user has agreed to them. Throws `conflict` when they have not. */
export async function requireTerms(terms: Terms, user: string): Promise<{ version: string; href: string }> {
  const current = await terms.current()
  if (await terms.isAccepted({ user, version: current.version })) return current
  throw new AppError(
    'conflict',
    `Agree to the contribution terms first: they are at ${current.href}. Nothing was taken.`,
  )
}
