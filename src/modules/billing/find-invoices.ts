import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { BillingDatabase } from './billing-dependencies.ts'
import type { InvoiceLinesTable, InvoicesTable } from './tables.ts'

/** An invoice, with days as `2026-11-23`. */
export type Invoice = Omit<Selectable<InvoicesTable>, 'due_on' | 'paid_on'> & { due_on: string; paid_on: string | null }

type Query = {
  account?: string | undefined
  state?: 'open' | 'paid' | undefined
  limit: number
  cursor?: string | undefined
}

function invoices(db: BillingDatabase) {
  return db
    .selectFrom('invoices')
    .selectAll()
    .select([
      sql<string>`to_char(due_on, 'YYYY-MM-DD')`.as('due_on'),
      sql<string | null>`to_char(paid_on, 'YYYY-MM-DD')`.as('paid_on'),
    ])
}

/** Invoices, newest first, and the cursor of the next page. */
export async function listInvoices(
  db: BillingDatabase,
  { account, state, limit, cursor }: Query,
): Promise<{ rows: Invoice[]; next: string | null }> {
  let page = invoices(db)
  if (account !== undefined) page = page.where('account', '=', account)
  if (state !== undefined) page = page.where('state', '=', state)
  if (cursor !== undefined) page = page.where('number', '<', cursor)
  const rows = await page
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.number ?? null) : null }
}

/** An invoice with its lines; of one account, or whosever it is. Throws `not_found`. */
export async function getInvoice(
  db: BillingDatabase,
  { number, account }: { number: string; account?: string | undefined },
): Promise<{ invoice: Invoice; lines: Selectable<InvoiceLinesTable>[] }> {
  const invoice = await invoices(db).where('number', '=', number).executeTakeFirst()
  if (!invoice || (account !== undefined && invoice.account !== account))
    throw new AppError('not_found', `There is no invoice ${number}.`)
  const lines = await db
    .selectFrom('invoice_lines')
    .selectAll()
    .where('invoice', '=', number)
    .orderBy('position')
    .execute()
  return { invoice, lines }
}
