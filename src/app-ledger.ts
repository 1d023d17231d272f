import { sql } from 'kysely'
import type { Row, ServedCatalogue } from './catalogue/index.ts'
import { billingRoutes, invoiceJob, invoiceProcessor } from './modules/billing/index.ts'
import type { BillingTables, InvoiceJob } from './modules/billing/index.ts'
import * as credits from './modules/credits/index.ts'
import type { CreditDependencies, CreditRouteDependencies, LedgerJob, LedgerTables } from './modules/credits/index.ts'
import { ContactSchema, presentContact } from './modules/search/index.ts'
import type { Clock } from './platform/clock/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import type { Postgres } from './platform/postgres/index.ts'

type Options = {
  postgres: Postgres
  clock: Clock
  catalogue: ServedCatalogue
  /** Those of the contacts that no licence lets us sell. */
  notForSale: (ids: readonly string[]) => Promise<Set<string>>
  /** Address of the instance as people reach it. */
  origin: () => string
  /** Leaves a job to be done soon. */
  send: (job: InvoiceJob) => Promise<void>
}

type Bound<Use> = Use extends (first: never, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never

/** Credits and billing, put together; what the other roads need of them, bound to this instance. */
export type LedgerParts = {
  jobs: [LedgerJob, InvoiceJob]
  routes: (app: HttpApp) => void
  balanceOf: Bound<typeof credits.balanceOf>
  ownedOf: Bound<typeof credits.ownedOf>
  listOwned: Bound<typeof credits.listOwned>
  disclosuresOf: Bound<typeof credits.disclosuresOf>
  /** Names of accounts, for the one person whose data they received. */
  nameAccounts: (accounts: readonly string[]) => Promise<Map<string, string>>
  quote: Bound<typeof credits.quote>
  unlock: Bound<typeof credits.unlock>
  creditContribution: Bound<typeof credits.creditContribution>
  seatsOf: Bound<typeof credits.seatsOf>
}

/** Opens the ledger on the edition that is served, and the invoices for what it says is due. */
export function openLedger({ postgres, clock, catalogue, notForSale, origin, send }: Options): LedgerParts {
  const db = postgres.as<LedgerTables>('ledger')
  const contacts: CreditDependencies['contacts'] = {
    edition: () => catalogue.edition(),
    read: async (ids) => {
      if (ids.length === 0) return []
      const barred = await notForSale(ids)
      return catalogue.use((served) => served.getContacts(ids.filter((id) => !barred.has(id))))
    },
  }
  const own = { db, clock, contacts }
  const billing = {
    db: postgres.as<BillingTables>('registration'),
    clock,
    processor: invoiceProcessor,
    listDue: () => credits.listDue(own),
    owners: (account: string) => listOwners(postgres, account),
    origin,
  }
  const invoicing = invoiceJob(billing)
  const issueSoon = () => send(invoicing)
  const contact = { schema: ContactSchema, present: (row: Row) => ({ ...presentContact(row), owned: true }) }
  return {
    jobs: [credits.ledgerJob(own), invoicing],
    routes: (app) => {
      credits.creditRoutes({ ...own, contact, accounts: accountsOf(postgres), started: issueSoon })(app)
      billingRoutes({ ...billing, issueSoon })(app)
    },
    balanceOf: (account) => credits.balanceOf(db, account),
    ownedOf: (account, ids) => credits.ownedOf(db, account, ids),
    listOwned: (account, page) => credits.listOwned(db, account, page),
    disclosuresOf: (id) => credits.disclosuresOf(db, id),
    nameAccounts: (accounts) => nameAccounts(postgres, accounts),
    quote: (asked) => credits.quote(own, asked),
    unlock: (asked) => credits.unlock(own, asked),
    creditContribution: (given) => credits.creditContribution(own, given),
    seatsOf: (account) => credits.seatsOf(db, account),
  }
}

/** Organisations, as the registration side knows them. */
function accountsOf(postgres: Postgres): CreditRouteDependencies['accounts'] {
  const db = postgres.as('registration')
  return {
    find: async (id) => {
      const { rows } = await sql<{ id: string; name: string }>`
        SELECT id, name FROM organizations WHERE id = ${id}`.execute(db)
      return rows[0] ?? null
    },
    list: async ({ q, limit, cursor }) => {
      const part = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
      const { rows } = await sql<{ id: string; name: string }>`
        SELECT id, name FROM organizations
        WHERE (${part}::text IS NULL OR name ILIKE ${part})
          AND (${cursor ?? null}::text IS NULL OR (lower(name), id) > (SELECT lower(name), id FROM organizations WHERE id = ${cursor ?? null}))
        ORDER BY lower(name), id LIMIT ${limit + 1}`.execute(db)
      const items = rows.slice(0, limit)
      return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
  }
}

async function nameAccounts(postgres: Postgres, accounts: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM organizations WHERE id = ANY(${[...accounts]}::text[])`.execute(postgres.as('registration'))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Addresses of those who lead an organisation. */
async function listOwners(postgres: Postgres, account: string): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    SELECT u.email FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.organization_id = ${account} AND m.role = 'owner' ORDER BY u.id`.execute(postgres.as('registration'))
  return rows.map(({ email }) => email)
}
