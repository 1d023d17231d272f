import { AppError } from '../../platform/errors/index.ts'
import { inspectFile } from '../../refinery/intake/index.ts'
import type { Inspection, Mappings, RowJudge } from '../../refinery/intake/index.ts'
import type { StoredUpload, UploadStore } from './upload-store.ts'

const PREVIEWED_ROWS = 20

/** Looks into an upload; one that cannot be read is removed. Throws like the reading of files, by the name it came with. */
export function inspectUpload(
  uploads: UploadStore,
  upload: StoredUpload,
  options: { judge?: RowJudge } = {},
): Promise<Inspection> {
  const recall: Mappings['recall'] = (table) => uploads.mappings.recall(table)
  return inspectFile(upload.path, { rows: PREVIEWED_ROWS, recall, ...options }).catch(async (error: unknown) => {
    await uploads.delete(upload.id)
    throw nameFile(error, upload)
  })
}

/** The reader knows the file by where it lies; the person knows it by its name. */
export function nameFile(error: unknown, { path, file }: Pick<StoredUpload, 'path' | 'file'>): unknown {
  if (!(error instanceof AppError)) return error
  const { code, message, detail, errors } = error
  return new AppError(code, message.replaceAll(path, file), {
    cause: error,
    ...(detail ? { detail } : {}),
    ...(errors ? { errors } : {}),
  })
}
