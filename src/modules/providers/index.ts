export { deliver, recoverDeliveries } from './deliver.ts'
export { unsaleableOf, withdrawnOf } from './list-withdrawn.ts'
export { noteStandings } from './note-standing.ts'
export type { Hidden, ProviderRouteDependencies, Withdrawn } from './provider-dependencies.ts'
export { providerJob } from './provider-job.ts'
export type { ProviderJob } from './provider-job.ts'
export { providerRoutes } from './routes.ts'
export type { ProviderTables } from './tables.ts'
import type { z } from 'zod'
import type * as schemas from './schemas.ts'

export type ProvidersPage = z.output<typeof schemas.ProvidersPage>
export type Provider = z.output<typeof schemas.Provider>
export type Ending = z.output<typeof schemas.Ending>
export type BatchesPage = z.output<typeof schemas.BatchesPage>
