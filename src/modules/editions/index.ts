export { editionRoutes, type EditionDependencies } from './routes.ts'
export type { BuildJob } from './build-desk.ts'
export { inspectUpload, nameFile } from './inspect-upload.ts'
export { presentUpload } from './present.ts'
export { Upload as uploadSchema } from './schemas.ts'
export { UploadStore } from './upload-store.ts'
import type { z } from 'zod'
import type * as schemas from './schemas.ts'

export type EditionSummary = z.output<typeof schemas.EditionSummary>
export type EditionsAnswer = z.output<typeof schemas.EditionsAnswer>
export type Manifest = z.output<typeof schemas.Manifest>
export type EditionDiff = z.output<typeof schemas.EditionDiff>
export type Upload = z.output<typeof schemas.Upload>
export type MappedColumn = z.output<typeof schemas.MappedColumn>
export type BuildRequest = z.input<typeof schemas.BuildRequest>
export type BuildStatus = z.output<typeof schemas.BuildStatus>
export type BuildReport = z.output<typeof schemas.BuildReport>
export type Batch = z.output<typeof schemas.Batch>
export type BatchesAnswer = z.output<typeof schemas.BatchesAnswer>
export type Instance = z.output<typeof schemas.Instance>
