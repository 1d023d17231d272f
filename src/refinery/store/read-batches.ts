import { batchesInForce, listBatches, type Batch } from './batch.ts'
import { storePaths } from './paths.ts'

/** Every batch of a data directory, oldest first, with whether the next build uses it. */
export async function readBatches(data: string): Promise<(Batch & { inForce: boolean; rejects: string })[]> {
  const paths = storePaths(data)
  const batches = await listBatches(paths)
  const used = new Set(batchesInForce(batches))
  return batches
    .map((batch) => ({ ...batch, inForce: used.has(batch), rejects: `${paths.batch(batch.id)}/rejects.csv` }))
    .sort((a, b) => (a.added === b.added ? (a.id < b.id ? -1 : 1) : a.added < b.added ? -1 : 1))
}
