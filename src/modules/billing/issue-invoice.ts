import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { recordAudit } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import type { BillingAddress } from './billing-address.ts'
import type { BillingDependencies, Due } from './billing-dependencies.ts'
import { findBillingAddress } from './billing-address.ts'
import { presentMoney } from './present-money.ts'
import { findSeller } from './seller.ts'
import type { Seller } from './seller.ts'
import { taxOf } from './tax-of.ts'
import type { BillingTables } from './tables.ts'

/** Something due that cannot be invoiced yet, and what is missing. */
export type Waiting = { due: Due; reason: 'no-seller' | 'no-address' }

/** What is due and not invoiced, oldest first; with what is missing for it. */
export async function listUninvoiced({ db, listDue }: BillingDependencies): Promise<Due[]> {
  const due = await listDue()
  if (due.length === 0) return []
  const keys = due.map(({ key }) => key)
  const { rows } = await sql<{ key: string }>`SELECT key FROM invoices WHERE key = ANY(${keys}::text[])`.execute(db)
  const known = new Set(rows.map(({ key }) => key))
  return due.filter(({ key }) => !known.has(key)).toSorted((a, b) => (a.start < b.start ? -1 : 1))
}

/** Invoices what is due, each once; gives what has to wait. */
export async function issueInvoices(dependencies: BillingDependencies, signal?: AbortSignal): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  for (const due of await listUninvoiced(dependencies)) {
    if (signal?.aborted) break
    const reason = await issueInvoice(dependencies, due)
    if (reason !== null) waiting.push({ due, reason })
  }
  return waiting
}

/**
 * Issues the invoice for something that is due, in one transaction with its number, lines, mails and row of the trail.
 * Issued before, nothing happens. Gives what is missing, null where nothing was.
 */
export async function issueInvoice(dependencies: BillingDependencies, due: Due): Promise<Waiting['reason'] | null> {
  const { db, owners } = dependencies
  const [seller, address] = await Promise.all([findSeller(db), findBillingAddress(db, due.account)])
  if (!seller) return 'no-seller'
  if (!address) return 'no-address'
  const recipients = await owners(due.account)
  const issued = await db
    .transaction()
    .execute((trx) => write(trx, { ...dependencies, due, seller, address, recipients }))
  if (issued) await dependencies.processor.charge(issued)
  return null
}

type Writing = Pick<BillingDependencies, 'clock' | 'processor' | 'origin'> & {
  due: Due
  seller: Seller
  address: BillingAddress
  recipients: string[]
}

type Issued = { number: string; account: string; totalCents: number; currency: string }

async function write(trx: Transaction<BillingTables>, writing: Writing): Promise<Issued | null> {
  const { clock, processor, due, seller, address } = writing
  const { key, account, currency, priceCents: net } = due
  // From here on whoever issues an invoice waits until this one is written, or not: that is what leaves no gap.
  const number = await nextInvoiceNumber(trx, clock)
  const known = await trx.selectFrom('invoices').select('number').where('key', '=', key).executeTakeFirst()
  if (known) {
    await giveNumberBack(trx, clock)
    return null
  }
  const tax = taxOf({ netCents: net, seller: { ...seller, rate: seller.taxRate }, recipient: address })
  const { taxRate: _rate, paymentDays, ...party } = seller
  const total = net + tax.cents
  const day = new Date(clock.now().getTime() + paymentDays * 86_400_000).toISOString().slice(0, 10)
  const figures = { net_cents: net, tax_rate: tax.rate, tax_cents: tax.cents, tax_note: tax.note, total_cents: total }
  const parties = { seller: JSON.stringify(party), recipient: JSON.stringify(address), processor: processor.name }
  await trx
    .insertInto('invoices')
    .values({ number, key, account, issued_at: clock.now(), due_on: day, currency, ...figures, ...parties })
    .execute()
  const text = `${due.title}, ${due.start} to ${lastDay(due.end)}`
  await trx
    .insertInto('invoice_lines')
    .values({ invoice: number, position: 1, text, quantity: 1, unit_cents: net, net_cents: net })
    .execute()
  const detail = { account, total, currency }
  await recordAudit(trx, { actor: 'system', action: 'invoice.issue', subject: `invoice:${number}`, detail })
  await mailInvoice(trx, { ...writing, number, total, day, text })
  return { number, account, totalCents: total, currency }
}

type Mailed = Writing & { number: string; total: number; day: string; text: string }

async function mailInvoice(trx: Transaction<BillingTables>, mailed: Mailed): Promise<void> {
  const { recipients, number, total, day, text, due, origin, clock } = mailed
  const link = `${origin()}/v1/invoices/${number}.pdf`
  const data = { number, about: text, total: presentMoney(total, due.currency), due: day, link }
  for (const to of recipients)
    await queueMail(trx, { template: 'invoice', kind: 'service', to, data, key: `invoice:${number}:${to}`, clock })
}

/** The next number, `2026-000001`: given back when the transaction fails, so that a year has no gaps. */
async function nextInvoiceNumber(trx: Transaction<BillingTables>, clock: Clock): Promise<string> {
  const year = clock.now().getUTCFullYear()
  const { last } = await trx
    .insertInto('invoice_numbers')
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ last: sql<number>`invoice_numbers.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return `${year}-${String(last).padStart(6, '0')}`
}

async function giveNumberBack(trx: Transaction<BillingTables>, clock: Clock): Promise<void> {
  await trx
    .updateTable('invoice_numbers')
    .set({ last: sql<number>`last - 1` })
    .where('year', '=', clock.now().getUTCFullYear())
    .execute()
}

/** The day before. */
function lastDay(end: string): string {
  return new Date(Date.parse(end) - 86_400_000).toISOString().slice(0, 10)
}
