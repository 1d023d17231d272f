import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findJsonFile, writeJsonFile } from '../../platform/files/index.ts'
import { chosenColumns } from './chosen-columns.ts'
import type { Field } from './field.ts'
import { isNameless } from './is-nameless.ts'
import { mapColumns } from './map-columns.ts'
import { openTable, type Table } from './open-table.ts'

/** What people said that columns hold, by their names. */
export type Choices = Record<string, Field | null>

/** What of a table tells whether it was met before. */
type Shape = Pick<Table, 'columns' | 'sample'>

/** What was chosen for files of the same header before: proposed the next time, and for the person to change. */
export type Mappings = {
  /** What was chosen last for files with these columns; nothing where that was the guess. */
  recall(table: Shape): Promise<Choices>
  /** Keeps what a person chose for a file. */
  remember(path: string, mapping: Choices): Promise<void>
}

/** The mappings in the data folder that one keeper chose: `uploads` is who runs the instance, others are sources. A file for each shape of header. */
export function openMappings(data: string, keeper = 'uploads'): Mappings {
  const folder = join(data, 'intake', 'mappings', keeper)
  const placeOf = (table: Shape) => join(folder, `${shapeOf(table)}.json`)
  return {
    recall: async (table) => ((await findJsonFile(placeOf(table))) ?? {}) as Choices,
    remember: async (path, mapping) => {
      const table = await openTable(path)
      const chosen = await chosenColumns(path, mapping)
      if (chosen.length === 0) return rm(placeOf(table), { force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeJsonFile(placeOf(table), Object.fromEntries(chosen))
    },
  }
}

/** Columns without names are alike in files that have nothing in common: what their values seem to be belongs to the shape. */
function shapeOf({ columns, sample }: Shape): string {
  const guessed = columns.some(isNameless) ? mapColumns(columns, sample).map(({ field }) => field) : []
  const shape = guessed.length > 0 ? [columns, guessed] : columns
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 32)
}
