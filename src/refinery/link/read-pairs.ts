import { AppError } from '../../platform/errors/index.ts'
import { openTable } from '../intake/index.ts'

/** Reads the first two columns of a table, record and cluster. @throws AppError `bad_input` when there are not two. */
export async function readPairs(path: string): Promise<Map<string, string>> {
  const table = await openTable(path)
  if (table.columns.length < 2) throw new AppError('bad_input', `${path} needs two columns: record_id and a cluster.`)
  const pairs = new Map<string, string>()
  for await (const chunk of table.chunks()) for (const row of chunk.rows) pairs.set(row[0], row[1])
  return pairs
}
