export type { BillingDependencies, Due } from './billing-dependencies.ts'
export { holdsCardNumber } from './holds-card-number.ts'
export { invoiceJob } from './invoice-job.ts'
export type { InvoiceJob } from './invoice-job.ts'
export { issueInvoices } from './issue-invoice.ts'
export { invoiceProcessor } from './payment-processor.ts'
export type { PaymentProcessor } from './payment-processor.ts'
export { billingRoutes } from './routes.ts'
export type { BillingTables } from './tables.ts'
import type { z } from 'zod'
import type * as schemas from './schemas.ts'

export type BillingAddress = z.output<typeof schemas.BillingAddress>
export type Seller = z.output<typeof schemas.Seller>
export type InvoicesPage = z.output<typeof schemas.InvoicesPage>
export type OperatorInvoicesPage = z.output<typeof schemas.OperatorInvoicesPage>
