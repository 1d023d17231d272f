import type { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { actorOf } from '../audit/index.ts'
import { findBillingAddress } from './billing-address.ts'
import { requireAccount } from './billing-dependencies.ts'
import { drawInvoice } from './draw-invoice.ts'
import { getInvoice, listInvoices } from './find-invoices.ts'
import type { Invoice } from './find-invoices.ts'
import { listUninvoiced } from './issue-invoice.ts'
import { markPaid } from './mark-paid.ts'
import { access } from './policy.ts'
import type { BillingRouteDependencies } from './routes.ts'
import * as schemas from './schemas.ts'
import { findSeller } from './seller.ts'

const tags = ['Billing']

/** Invoices, for whoever gets them and for whoever sends them. */
export function invoiceRoutes(app: HttpApp, dependencies: BillingRouteDependencies): void {
  const { db } = dependencies
  app.get(
    '/v1/invoices',
    {
      config: access.own,
      schema: {
        tags,
        summary: 'Invoices of one’s organisation',
        querystring: schemas.InvoicesQuery,
        response: { 200: schemas.InvoicesPage },
      },
    },
    async (request) => {
      const { account } = requireAccount(request)
      const { rows, next } = await listInvoices(db, { ...request.query, account })
      return { items: rows.map(present), next }
    },
  )
  app.get(
    '/v1/invoices/:number.pdf',
    { config: access.read, schema: { tags, summary: 'An invoice as PDF', params: schemas.ByNumber } },
    async (request, reply) => {
      const { principal, params } = request
      const everybody =
        principal.kind === 'local' || (principal.kind === 'user' && principal.staff.includes('operator'))
      const account = everybody ? undefined : requireAccount(request).account
      const found = await getInvoice(db, { number: params.number, account })
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="invoice-${params.number}.pdf"`)
        .header('cache-control', 'private, no-store')
        .send(await drawInvoice(found))
    },
  )
  operatorInvoiceRoutes(app, dependencies)
}

function operatorInvoiceRoutes(app: HttpApp, dependencies: BillingRouteDependencies): void {
  const { db } = dependencies
  app.get(
    '/v1/operator/invoices',
    {
      config: access.operate,
      schema: {
        tags,
        summary: 'All invoices, and what waits to be invoiced',
        querystring: schemas.OperatorInvoicesQuery,
        response: { 200: schemas.OperatorInvoicesPage },
      },
    },
    async ({ query }) => {
      const { rows, next } = await listInvoices(db, query)
      return { items: rows.map(present), next, waiting: await listWaiting(dependencies) }
    },
  )
  app.post(
    '/v1/operator/invoices/:number/paid',
    {
      config: access.operate,
      schema: {
        tags,
        summary: 'Note that an invoice was paid',
        params: schemas.ByNumber,
        body: schemas.PaidInvoice,
        response: { 200: schemas.InvoiceItem },
      },
    },
    async (request) => {
      const { params, body } = request
      await markPaid(dependencies, { ...params, ...body, actor: actorOf(request) })
      return present((await getInvoice(db, params)).invoice)
    },
  )
}

async function listWaiting(dependencies: BillingRouteDependencies) {
  const { db } = dependencies
  const due = await listUninvoiced(dependencies)
  const seller = await findSeller(db)
  const waiting = await Promise.all(
    due.map(async ({ account, title, start }) => {
      if (!seller) return { account, title, start, reason: 'no-seller' as const }
      return (await findBillingAddress(db, account)) ? null : { account, title, start, reason: 'no-address' as const }
    }),
  )
  return waiting.filter((each) => each !== null)
}

function present(row: Invoice): z.input<typeof schemas.InvoiceItem> {
  const { number, account, state, issued_at, due_on: due, paid_on: paid, recipient, currency } = row
  return {
    number,
    account,
    state,
    issued: issued_at.toISOString().slice(0, 10),
    due,
    paid,
    recipient: recipient.name,
    currency,
    netCents: row.net_cents,
    taxRate: row.tax_rate,
    taxCents: row.tax_cents,
    totalCents: row.total_cents,
    pdf: `/v1/invoices/${number}.pdf`,
  }
}
