export type { ContributionDependencies, Terms } from './contribution-dependencies.ts'
export { contributionRoutes } from './routes.ts'
export { settleContributions } from './settle-contributions.ts'
export { settleJob } from './settle-job.ts'
export type { SettleJob } from './settle-job.ts'
export type { ContributionTables } from './tables.ts'
export { withdrawnOf } from './withdrawn-of.ts'
export type { Withdrawn } from './withdrawn-of.ts'
import type { z } from 'zod'
import type * as schemas from './schemas.ts'

export type ContributionTerms = z.output<typeof schemas.TermsAnswer>
export type NewContribution = z.input<typeof schemas.NewContribution>
export type ContributionUpload = z.output<typeof schemas.ContributionUpload>
export type ContributionItem = z.output<typeof schemas.ContributionItem>
export type ContributionsPage = z.output<typeof schemas.ContributionsPage>
export type ContributionDetail = z.output<typeof schemas.ContributionDetail>
export type ContributionRows = z.output<typeof schemas.RowsPage>
