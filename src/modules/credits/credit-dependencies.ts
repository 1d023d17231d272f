import type { FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import type { Row } from '../../catalogue/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { LedgerTables } from './tables.ts'

export type LedgerDatabase = Kysely<LedgerTables>
export type LedgerTransaction = Transaction<LedgerTables>

/** What the use cases of credits need of the rest. */
export type CreditDependencies = {
  /** The database as the role of the ledger sees it. */
  db: LedgerDatabase
  clock: Clock
  contacts: {
    /** Id of the edition served now, null while there is none. */
    edition: () => string | null
    /** Those of the contacts that may be seen now, in whatever order, with the fields that may be seen. */
    read: (ids: readonly string[]) => Promise<Row[]>
  }
}

/** An organisation as the registration side knows it. */
export type Account = { id: string; name: string }

/** What the routes of credits need besides. */
export type CreditRouteDependencies = CreditDependencies & {
  accounts: {
    find: (id: string) => Promise<Account | null>
    /** Organisations by name, and the cursor of the next page. */
    list: (page: {
      q?: string | undefined
      limit: number
      cursor?: string | undefined
    }) => Promise<{ items: Account[]; next: string | null }>
  }
  /** What leaves of a contact: the allow-list of search, and how a row is put into it. */
  contact: { schema: z.ZodType; present: (row: Row) => object }
  /** A subscription started or changed: what is due for it is to be invoiced soon. */
  started: () => Promise<void>
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
