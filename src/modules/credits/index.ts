export { balanceOf } from './balance-of.ts'
export type { CreditDependencies, CreditRouteDependencies } from './credit-dependencies.ts'
export { creditContribution } from './credit-contribution.ts'
export { disclose } from './disclose.ts'
export { disclosuresOf } from './disclosures-of.ts'
export { findFaults } from './find-faults.ts'
export { ledgerJob, settleAccounts } from './ledger-job.ts'
export type { LedgerJob } from './ledger-job.ts'
export { listDue } from './list-due.ts'
export { listOwned } from './list-owned.ts'
export { listOwnedIds } from './list-owned-ids.ts'
export { ownedOf } from './owned-of.ts'
export { quote } from './quote.ts'
export { creditRoutes } from './routes.ts'
export { seatsOf } from './seats-of.ts'
export type { LedgerTables } from './tables.ts'
export { unlock } from './unlock.ts'
import type { z } from 'zod'
import type * as schemas from './schemas.ts'

export type PlanList = z.output<typeof schemas.PlanList>
export type Standing = z.output<typeof schemas.Standing>
export type LedgerPage = z.output<typeof schemas.LedgerPage>
export type Quote = z.output<typeof schemas.Quote>
export type AccountsPage = z.output<typeof schemas.AccountsPage>
export type AskedPage = z.output<typeof schemas.AskedPage>
