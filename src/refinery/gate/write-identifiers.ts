import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeJsonFile } from '../../platform/files/index.ts'
import { MAC_BYTES, readKeyRing } from '../../platform/keys/index.ts'
import { readLines } from '../../platform/lines/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { draftFolder } from '../edition/write-edition.ts'

/** Row of a contact in the edition: contacts are in the order of their ids, and ids in that of their numbers. */
const ROWS = `CREATE TABLE contact_rows AS
  SELECT cluster AS person, (row_number() OVER (ORDER BY number) - 1)::INTEGER AS row FROM contact_ids`

/**
 * Writes, beside the edition's index, who has which identifier: `identifiers` (MAC and row, 20 bytes each, in the order of MAC, then
 * row), `identifiers.owned` (the MACs of each contact's own identifiers, in the order of rows), `identifiers.starts` (where
 * each contact's begin, 32 bits) and `identifiers.json`. Nothing of it depends on where a record came from.
 */
export const writeIdentifiers: BuildStep = {
  name: 'identifiers',
  label: 'Index identifiers',
  run: async (context) => {
    const { db, evidence } = context
    if (!evidence) return 0
    await db.run(ROWS)
    const folder = join(draftFolder(context), 'index')
    const identifiers = await writeRecords(context, join(folder, 'identifiers'))
    const { rows } = await db.row<{ rows: number }>('SELECT count(*) AS rows FROM contact_rows')
    const owned = await writeOwned(context, folder, rows)
    const { version, check } = await readKeyRing(evidence.keyFile)
    const key = { version, check: check.toString('hex') }
    await writeJsonFile(join(folder, 'identifiers.json'), { format: 1, rows, identifiers, owned, key })
    return identifiers
  },
}

async function writeRecords(context: BuildContext, path: string): Promise<number> {
  const query = 'SELECT mac, row FROM identifiers JOIN contact_rows USING (person) ORDER BY mac, row'
  const size = MAC_BYTES + 4
  return writeBytes(context, {
    query,
    path,
    size,
    fill: (bytes, at, row) => void bytes.writeUInt32LE(row, at + MAC_BYTES),
  })
}

async function writeOwned(context: BuildContext, folder: string, rows: number): Promise<number> {
  const query = 'SELECT mac, row FROM identifiers JOIN contact_rows USING (person) WHERE reach > 0 ORDER BY row, mac'
  const starts = new Uint32Array(rows + 1)
  const path = join(folder, 'identifiers.owned')
  const count = await writeBytes(context, {
    query,
    path,
    size: MAC_BYTES,
    fill: (_bytes, _at, row) => void starts[row + 1]++,
  })
  for (let row = 0; row < rows; row++) starts[row + 1] += starts[row]
  await writeFile(join(folder, 'identifiers.starts'), starts)
  return count
}

type Records = {
  /** Gives `mac` and `row`. */
  query: string
  path: string
  /** Bytes of a record, which begins with the MAC. */
  size: number
  fill: (bytes: Buffer, at: number, row: number) => void
}

async function writeBytes({ db, paths }: BuildContext, { query, path, size, fill }: Records): Promise<number> {
  const lines = join(paths.work, 'identifiers.tsv')
  await db.writeLines(`SELECT replace(mac::VARCHAR, '-', '') || chr(9) || row FROM (${query})`, lines)
  const file = await open(path, 'w')
  let count = 0
  try {
    for await (const batch of readLines(lines)) {
      const bytes = Buffer.alloc(batch.length * size)
      for (const [i, line] of batch.entries()) {
        bytes.write(line, i * size, MAC_BYTES, 'hex')
        fill(bytes, i * size, Number(line.slice(2 * MAC_BYTES + 1)))
      }
      await file.appendFile(bytes)
      count += batch.length
    }
  } finally {
    await file.close()
  }
  return count
}
