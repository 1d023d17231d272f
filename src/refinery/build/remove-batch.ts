import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { listBatches } from '../store/batch.ts'
import type { StorePaths } from '../store/paths.ts'

/** Those of some batches that an edition was built with which may yet be served again: one whose support ledger is kept. */
export async function listNeeded(paths: StorePaths, batches: readonly string[]): Promise<Set<string>> {
  const ledgers = (await readdir(paths.supports).catch(() => [])).filter((name) => name.endsWith('.parquet'))
  if (ledgers.length === 0 || batches.length === 0) return new Set()
  const files = ledgers.map((name) => sqlText(join(paths.supports, name))).join(', ')
  const db = await openDuckDb({ threads: 1 })
  try {
    const found = await db.rows<{ batch: string }>(
      `SELECT DISTINCT batch FROM read_parquet([${files}]) WHERE batch IN (${batches.map((batch) => sqlText(batch)).join(', ')})`,
    )
    return new Set(found.map(({ batch }) => batch))
  } finally {
    db.close()
  }
}

/**
 * Removes a batch that no build uses any more. It is there whole or not at all: it is moved away first, and what a crash left
 * there goes with the next.
 */
export async function removeBatch(paths: StorePaths, batch: string): Promise<void> {
  await rm(paths.removed, { recursive: true, force: true })
  await mkdir(paths.removed, { recursive: true, mode: 0o700 })
  // The sample world has retired for good: the last real batch must not take this with it.
  const samples = (await listBatches(paths)).filter(({ sample }) => sample)
  for (const id of [...samples.map((each) => each.id), batch])
    await rename(paths.batch(id), join(paths.removed, id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  await rm(paths.removed, { recursive: true, force: true })
}
