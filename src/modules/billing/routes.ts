import type { HttpApp } from '../../platform/http/index.ts'
import { addressRoutes } from './address-routes.ts'
import type { BillingDependencies } from './billing-dependencies.ts'
import { invoiceRoutes } from './invoice-routes.ts'

export type BillingRouteDependencies = BillingDependencies & {
  /** Something was missing for invoices and is there now: what waited is to be invoiced soon. */
  issueSoon: () => Promise<void>
}

/** The routes of billing: addresses, invoices, and what the operator notes about them. */
export function billingRoutes(dependencies: BillingRouteDependencies): (app: HttpApp) => void {
  return (app) => {
    addressRoutes(app, dependencies)
    invoiceRoutes(app, dependencies)
  }
}
