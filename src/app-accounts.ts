import { join } from 'node:path'
import type { Config } from './config.ts'
import { hasOperator, listOperators, listPeople, openAccounts } from './modules/accounts/index.ts'
import type { AccountTables, Accounts, ConsentDoor, PolicyDoor } from './modules/accounts/index.ts'
import { accountConsents, recordAccountConsents } from './modules/consents/index.ts'
import { currentPolicy, pendingAcceptance, recordAcceptance } from './modules/policies/index.ts'
import type { PolicyTables } from './modules/policies/index.ts'
import type { Clock } from './platform/clock/index.ts'
import type { Postgres } from './platform/postgres/index.ts'

type Person = { id: string; email: string }

/** Who has an account, and which of them are operators. */
export type People = {
  listUsers: (page: { after: string | null; limit: number }) => Promise<Person[]>
  operators: () => Promise<Person[]>
  /** Whether somebody runs the instance: until then it is the machine's own. */
  hasOperator: () => Promise<boolean>
}

/** The people of an instance, for whoever writes to them. */
export function openPeople(postgres: Postgres): People {
  const db = postgres.as<AccountTables>('registration')
  return {
    listUsers: (page) => listPeople(db, page),
    operators: () => listOperators(db),
    hasOperator: () => hasOperator(db),
  }
}

type Options = {
  config: Config
  data: string
  postgres: Postgres
  clock: Clock
  origin: () => string
  /** How many people an account has paid for; null for as many as it likes. */
  seatsOf: (account: string) => Promise<number | null>
}

/** Accounts, put together with the policies that an account needs agreement to. */
export function openAccountParts({ config, data, postgres, clock, origin, seatsOf }: Options): Promise<Accounts> {
  return openAccounts({
    db: postgres.as<AccountTables>('registration'),
    clock,
    keyFile: join(data, 'keys', 'accounts.key'),
    secure: isSecure(config),
    policies: policyDoor(postgres, clock),
    consents: consentDoor(postgres, clock),
    seatsOf,
    origin,
  })
}

/** Whether people reach the instance by HTTPS. */
export function isSecure({ publicUrl, tls }: Pick<Config, 'publicUrl' | 'tls'>): boolean {
  return tls !== undefined || (publicUrl?.startsWith('https:') ?? false)
}

function consentDoor(postgres: Postgres, clock: Clock): ConsentDoor {
  const db = postgres.as<PolicyTables>('registration')
  return {
    offered: accountConsents,
    record: async (trx, { accepted, ...chosen }) => {
      const shown = accepted.find(({ kind }) => kind === 'privacy')
      const { version } = shown ?? (await currentPolicy(db, { kind: 'privacy', clock }))
      await recordAccountConsents(trx, { ...chosen, policyVersion: version, clock })
    },
  }
}

function policyDoor(postgres: Postgres, clock: Clock): PolicyDoor {
  const db = postgres.as<PolicyTables>('registration')
  return {
    current: () => Promise.all(['terms', 'privacy'].map((kind) => currentPolicy(db, { kind, clock }))),
    accept: (trx, agreed) => recordAcceptance(trx, { ...agreed, clock }),
    // Who runs the instance offers the terms, and agrees to them with nobody.
    isPending: async (user) =>
      (await pendingAcceptance(db, { user, clock })).length > 0 &&
      !(await listOperators(postgres.as<AccountTables>('registration'))).some(({ id }) => id === user),
  }
}
