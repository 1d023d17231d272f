import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { PaymentProcessor } from './payment-processor.ts'
import type { BillingTables } from './tables.ts'

export type BillingDatabase = Kysely<BillingTables>

/** Something that has begun and is to be paid for. */
export type Due = {
  /** What it is, e.g. `subscription:<id>:<first day>`: the same is invoiced once. */
  key: string
  account: string
  title: string
  /** First day, and the day after the last one. */
  start: string
  end: string
  priceCents: number
  currency: string
}

/** What billing needs of the rest. */
export type BillingDependencies = {
  /** The database as the role of registration sees it. */
  db: BillingDatabase
  clock: Clock
  processor: PaymentProcessor
  /** Everything that has begun to be due, invoiced or not. */
  listDue: () => Promise<Due[]>
  /** Addresses of those who lead an organisation. */
  owners: (account: string) => Promise<string[]>
  /** Address of the instance as people reach it. */
  origin: () => string
}

/** The organisation that a request acts for. Throws `conflict` as long as nobody has signed up. */
export function requireAccount({ principal }: Pick<FastifyRequest, 'principal'>): { account: string; user: string } {
  if (principal.kind === 'user' && principal.organisation !== null)
    return { account: principal.organisation, user: principal.user }
  if (principal.kind === 'local') throw new AppError('conflict', 'Make the first operator, then sign in.')
  throw new AppError('forbidden', 'You belong to no organisation.')
}
