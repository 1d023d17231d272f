import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isEditionId } from '../edition/manifest.ts'
import { findCurrent } from '../store/current.ts'
import type { StorePaths } from '../store/paths.ts'

/** Editions whose support ledgers, explanations and verification results are kept: those that may yet be served again. */
const KEPT = 5

/**
 * Removes what a build that died left behind: its work, and an edition or ledger that never became current. Support ledgers,
 * explanations and verification results go with their editions: the newest are kept.
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
  await keepNewest(paths.supports, `${newest}.parquet`)
  await keepNewest(paths.explains, newest)
  await keepNewest(paths.checks, `${newest}.parquet`)
}

/** Removes from a folder what is of an edition that never became current, and what is too old. */
async function keepNewest(folder: string, newest: string): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).toSorted((a, b) => (a < b ? -1 : 1))
  const kept = names.filter((name) => name <= newest).slice(-KEPT)
  for (const name of names) if (!kept.includes(name)) await rm(join(folder, name), { recursive: true, force: true })
}
