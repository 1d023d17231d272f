import { stat } from 'node:fs/promises'
import { openLineWriter } from '../../platform/lines/index.ts'
import { csvLine } from './csv-line.ts'
import { openTable } from './open-table.ts'

/**
 * Writes any table that intake reads as CSV (UTF-8, RFC 4180 with LF, one header row), nothing cleaned. Of several tables in a file
 * the first. A file without a byte gives a file without a byte.
 */
export async function convertFile(
  path: string,
  out: string,
): Promise<{ rows: number; columns: number; rejected: number }> {
  const empty = await stat(path).then(
    (found) => found.isFile() && found.size === 0,
    () => false,
  )
  const table = empty ? null : await openTable(path, { repeated: 'reject' })
  const writer = await openLineWriter(out)
  let rows = 0
  let rejected = 0
  try {
    if (!table) return { rows: 0, columns: 0, rejected: 0 }
    await writer.write(csvLine(table.columns))
    for await (const chunk of table.chunks()) {
      rejected += chunk.rejects.length
      rows += chunk.rows.length
      for (const row of chunk.rows) {
        const written = writer.write(csvLine(row))
        if (written) await written
      }
    }
    return { rows, columns: table.columns.length, rejected }
  } finally {
    await writer.close()
  }
}
