import type { z } from 'zod'
import type { Inspection } from '../../refinery/intake/index.ts'
import type { BuildStatus, Manifest, readBatches } from '../../refinery/index.ts'
import { previewRows } from './preview-rows.ts'
import * as schemas from './schemas.ts'
import type { StoredUpload } from './upload-store.ts'

type BatchRow = Awaited<ReturnType<typeof readBatches>>[number]

/** An edition as a line of the list. */
export function presentEdition(manifest: Manifest): z.output<typeof schemas.EditionSummary> {
  const rowsOf = (name: string) => manifest.tables.find((table) => table.name === name)?.rows ?? 0
  const { edition, created, asOf, root, quality, inputs } = manifest
  // Manifests of other versions may lack the report.
  const report = manifest.report as Manifest['report'] | undefined
  return {
    edition,
    created: created ?? null,
    asOf: asOf ?? null,
    sample: manifest.sample ?? false,
    root,
    contacts: rowsOf('contacts'),
    companies: rowsOf('companies'),
    records: report?.records ?? inputs.rows,
    rejected: report?.rejected ?? null,
    quality: quality ?? {},
    seconds: report?.seconds ?? null,
  }
}

/** A batch as a line of the list. */
export function presentBatch(batch: BatchRow): z.output<typeof schemas.Batch> {
  const { id, source, file, rows, rejected, reasons, dropped, sample, added, inForce } = batch
  return { batch: id, source, file, rows, rejected, reasons, dropped, sample, added, inForce }
}

/** A build's status as it leaves, in answers and events alike: nothing of the process that runs it. */
export function presentStatus(status: BuildStatus | null): z.output<typeof schemas.BuildStatus> | null {
  return status && schemas.BuildStatus.parse(status)
}

/** An upload with what was found in it and its first rows cleaned. */
export function presentUpload(upload: StoredUpload, inspection: Inspection): z.output<typeof schemas.Upload> {
  const { format, encoding, delimiter, columns, rows, estimate } = inspection
  const { id, file, bytes } = upload
  return {
    upload: id,
    file,
    bytes,
    format,
    encoding,
    delimiter,
    columns,
    rows,
    estimate,
    preview: previewRows(inspection),
  }
}
