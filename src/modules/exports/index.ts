export type { ExportDependencies } from './export-dependencies.ts'
export { expireExportsJob, resumeExports, writeExportJob } from './export-jobs.ts'
export type { ExpireExportsJob, SendExport, WriteExportJob } from './export-jobs.ts'
export { exportRoutes } from './routes.ts'
export type { ExportTables } from './tables.ts'
import type { z } from 'zod'
import type * as schemas from './schemas.ts'

export type ExportItem = z.output<typeof schemas.ExportItem>
export type ExportsPage = z.output<typeof schemas.ExportsPage>
