import type { FastifyRequest } from 'fastify'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { Deliveries } from '../../refinery/index.ts'
import type { ContributionDatabase } from './tables.ts'

/** The contribution terms as policies know them. */
export type Terms = {
  /** The version that holds now. */
  current: () => Promise<{ version: string; href: string }>
  isAccepted: (accepted: { user: string; version: string }) => Promise<boolean>
  accept: (accepted: { user: string; version: string; remoteAddress: string | null }) => Promise<void>
}

/** What the use cases of contributions need of the rest. */
export type ContributionDependencies = {
  /** The database as the role of intake sees it. */
  db: ContributionDatabase
  clock: Clock
  /** The data directory. */
  data: string
  deliveries: Deliveries
  terms: Terms
  /** What is served, and the order to ask again what to hide of it. */
  served: { edition: () => string | null; refreshMasks: () => Promise<void> }
  /** Credits what a build confirmed or added: once for each batch, whatever is asked how often. Gives the credits booked. */
  credit: (given: {
    account: string
    batch: string
    edition: string
    confirmed: number
    added: number
  }) => Promise<number>
}

/** Somebody who acts for an organisation. */
export type Member = { account: string; user: string }

/** The organisation and user that a request acts for. Throws `conflict` as long as nobody has signed up. */
export function requireMember({ principal }: Pick<FastifyRequest, 'principal'>): Member {
  if (principal.kind === 'user' && principal.organisation !== null)
    return { account: principal.organisation, user: principal.user }
  if (principal.kind === 'local') throw new AppError('conflict', 'Make the first operator, then sign in.')
  throw new AppError('forbidden', 'You belong to no organisation.')
}
