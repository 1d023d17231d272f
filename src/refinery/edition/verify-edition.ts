import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openDuckDb, sqlText, textLine } from '../../platform/duckdb/index.ts'
import { readLines } from '../../platform/lines/index.ts'
import { storePaths } from '../store/paths.ts'
import { canonicalJson, type CanonicalValue } from './canonical-json.ts'
import { getManifest } from './manifest.ts'
import { leafHash, MerkleTree } from './merkle-tree.ts'
import { editionRoot } from './seal-table.ts'
import { editionTables, type EditionColumn, type TableName } from './tables.ts'

/** What verification found: `faults` is empty when every root is what the manifest says. */
export type Verification = {
  edition: string
  root: string
  tables: { name: string; rows: number; root: string }[]
  faults: string[]
}

/**
 * Recomputes every root of an edition from its Parquet files alone and compares with the manifest.
 * Throws `not_found` where there is no such edition.
 */
export async function verifyEdition(data: string, id?: string): Promise<Verification> {
  const manifest = await getManifest(data, id)
  const paths = storePaths(data)
  const work = await mkdtemp(join(paths.editions, '.verify-'))
  const tables: Verification['tables'] = []
  const faults: string[] = []
  try {
    for (const said of manifest.tables) {
      const parquet = join(paths.edition(manifest.edition), `${said.name}.parquet`)
      const found = { name: said.name, ...(await rootOf(parquet, said.name as TableName, work, faults)) }
      tables.push(found)
      if (found.rows !== said.rows)
        faults.push(`${said.name} holds ${found.rows} rows, the manifest says ${said.rows}.`)
      if (found.root !== said.root)
        faults.push(`${said.name} has the root ${found.root}, the manifest says ${said.root}.`)
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  const root = editionRoot(tables)
  if (root !== manifest.root) faults.push(`The edition has the root ${root}, the manifest says ${manifest.root}.`)
  return { edition: manifest.edition, root, tables, faults }
}

async function rootOf(
  parquet: string,
  table: TableName,
  work: string,
  faults: string[],
): Promise<{ rows: number; root: string }> {
  const columns = editionTables[table]
  const text = join(work, `${table}.tsv`)
  const db = await openDuckDb({ temp: work })
  try {
    const cells = columns.map((c) => (c.type === 'VARCHAR[]' ? `to_json("${c.name}")` : `"${c.name}"`))
    await db.writeLines(`SELECT ${textLine(cells)} FROM read_parquet(${sqlText(parquet)})`, text)
  } finally {
    db.close()
  }
  const tree = new MerkleTree()
  let rows = 0
  let last = ''
  for await (const lines of readLines(text)) {
    for (const line of lines) {
      const row = parseRow(line, columns)
      const id = String(row['id'])
      if (rows > 0 && id <= last) faults.push(`${table} is not in the order of its ids at ${id}.`)
      last = id
      rows++
      tree.add(leafHash(canonicalJson(row)))
    }
  }
  return { rows, root: tree.root() }
}

function parseRow(line: string, columns: readonly EditionColumn[]): Record<string, CanonicalValue> {
  const cells = line.split('\t')
  return Object.fromEntries(columns.map((column, i) => [column.name, parseCell(cells[i], column.type)]))
}

function parseCell(cell: string, type: EditionColumn['type']): CanonicalValue {
  if (cell === '\\N') return null
  const text = cell.replace(/\\([\\tnr])/g, (_, c: string) => ({ '\\': '\\', t: '\t', n: '\n', r: '\r' })[c] ?? c)
  if (type === 'BIGINT') return Number(text)
  if (type === 'BOOLEAN') return text === 'true'
  if (type === 'VARCHAR[]') return JSON.parse(text) as string[]
  return text
}
