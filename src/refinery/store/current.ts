import { findJsonFile, writeJsonFile } from '../../platform/files/index.ts'
import type { StorePaths } from './paths.ts'

/** What a data directory serves, and the newest id ledger; they become current together, by one rename. */
export type Current = {
  edition: string
  /** Name of the newest ledger. After a roll-back it is newer than the edition, so that no id is ever given twice. */
  ledger: string
}

/** What is current, or null before the first edition. */
export async function findCurrent(paths: StorePaths): Promise<Current | null> {
  return (await findJsonFile(paths.current)) as Current | null
}

/** Makes an edition and a ledger current: the one moment at which a build takes effect. */
export async function setCurrent(paths: StorePaths, current: Current): Promise<void> {
  await writeJsonFile(paths.current, current)
}
