import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findJsonFile, writeJsonFile } from '../../platform/files/index.ts'
import { chosenColumns, openTable, type Field } from '../../refinery/intake/index.ts'

/** What people said that columns hold, by their names. */
export type Choices = Record<string, Field | null>

/** What was chosen for files of the same header before: proposed the next time, and for the person to change. */
export type Mappings = {
  /** What was chosen last for files with these columns; nothing where that was the guess. */
  recall(columns: readonly string[]): Promise<Choices>
  /** Keeps what a person chose for a file. */
  remember(path: string, mapping: Choices): Promise<void>
}

/** The mappings that lie in a folder, a file for each shape of header. */
export function openMappings(folder: string): Mappings {
  const placeOf = (columns: readonly string[]) => join(folder, `${shapeOf(columns)}.json`)
  return {
    recall: async (columns) => ((await findJsonFile(placeOf(columns))) ?? {}) as Choices,
    remember: async (path, mapping) => {
      const { columns } = await openTable(path)
      const chosen = await chosenColumns(path, mapping)
      if (chosen.length === 0) return rm(placeOf(columns), { force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeJsonFile(placeOf(columns), Object.fromEntries(chosen))
    },
  }
}

function shapeOf(columns: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 32)
}
