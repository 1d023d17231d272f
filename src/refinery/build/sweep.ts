import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isEditionId } from '../edition/manifest.ts'
import { findCurrent } from '../store/current.ts'
import type { StorePaths } from '../store/paths.ts'

/** Support ledgers and verification results kept: of editions that may yet be served again. */
const KEPT = 5

/**
 * Removes what a build that died left behind: its work, and an edition or ledger that never became current. Support ledgers
 * and verification results go with their editions: the newest are kept.
 */
export async function sweep(paths: StorePaths): Promise<void> {
  await rm(paths.work, { recursive: true, force: true })
  await mkdir(join(paths.work, 'spill'), { recursive: true })
  const newest = (await findCurrent(paths))?.ledger ?? ''
  for (const id of (await readdir(paths.editions).catch(() => [])).filter(isEditionId)) {
    if (id > newest) await rm(paths.edition(id), { recursive: true, force: true })
  }
  for (const file of await readdir(paths.ledgers).catch(() => [])) {
    if (file > `${newest}.parquet`) await rm(join(paths.ledgers, file), { force: true })
  }
  for (const folder of [paths.supports, paths.checks]) {
    const files = (await readdir(folder).catch(() => [])).toSorted((a, b) => (a < b ? -1 : 1))
    const kept = files.filter((file) => file <= `${newest}.parquet`).slice(-KEPT)
    for (const file of files) if (!kept.includes(file)) await rm(join(folder, file), { force: true })
  }
}
