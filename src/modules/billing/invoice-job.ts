import { z } from 'zod'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import type { BillingDependencies } from './billing-dependencies.ts'
import { issueInvoices } from './issue-invoice.ts'

const Nothing = z.object({})
export type InvoiceJob = Job<z.output<typeof Nothing>>

/** The job that invoices what has become due; it runs by the hour, and at once when a subscription starts. */
export function invoiceJob(dependencies: BillingDependencies): InvoiceJob {
  return defineJob({
    name: 'issue-invoices',
    payload: Nothing,
    schedule: { cron: '12 * * * *', payload: {} },
    attempts: 5,
    limit: 3600,
    parallel: 1,
    run: async (_nothing, { signal, log }) => {
      const waiting = await issueInvoices(dependencies, signal)
      if (waiting.length > 0) log.info({ waiting: waiting.length }, 'invoices wait for an address')
    },
  })
}
