import { join } from 'node:path'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { storePaths } from '../store/paths.ts'
import { getManifest } from './manifest.ts'
import { editionTables, type TableName } from './tables.ts'

/** How one table differs from one edition to another. */
export type TableDiff = {
  name: string
  added: number
  removed: number
  changed: number
  unchanged: number
  /** Rows whose field changed, by field; only fields that changed at all. */
  fields: Record<string, number>
}

/** What changed between two editions, by id. Throws `not_found`. */
export type EditionDiff = { from: string; to: string; tables: TableDiff[] }

/** Compares two editions row by row. */
export async function diffEditions(data: string, from: string, to: string): Promise<EditionDiff> {
  const [old, young] = [await getManifest(data, from), await getManifest(data, to)]
  const db = await openDuckDb({ temp: storePaths(data).build })
  try {
    const parquet = (edition: string, name: string) =>
      `read_parquet(${sqlText(join(storePaths(data).edition(edition), `${name}.parquet`))})`
    const tables: TableDiff[] = []
    for (const name of Object.keys(editionTables) as TableName[]) {
      const row = await db.row<Record<string, number>>(
        diffSql(name, parquet(old.edition, name), parquet(young.edition, name)),
      )
      tables.push(tableDiff(name, row))
    }
    return { from: old.edition, to: young.edition, tables }
  } finally {
    db.close()
  }
}

function diffSql(name: TableName, old: string, young: string): string {
  const fields = editionTables[name].map((column) => column.name).filter((column) => column !== 'id')
  const differs = (field: string) => `a."${field}" IS DISTINCT FROM b."${field}"`
  return `SELECT count(*) FILTER (WHERE a.id IS NULL) AS added, count(*) FILTER (WHERE b.id IS NULL) AS removed,
    count(*) FILTER (WHERE a.id = b.id AND (${fields.map(differs).join(' OR ')})) AS changed,
    count(*) FILTER (WHERE a.id = b.id) AS both,
    ${fields.map((field) => `count(*) FILTER (WHERE a.id = b.id AND ${differs(field)}) AS "field_${field}"`).join(', ')}
    FROM ${old} a FULL JOIN ${young} b ON a.id = b.id`
}

function tableDiff(name: string, row: Record<string, number>): TableDiff {
  const { added, removed, changed, both, ...rest } = row
  const fields = Object.entries(rest).filter(([, n]) => n > 0)
  return {
    name,
    added,
    removed,
    changed,
    unchanged: both - changed,
    fields: Object.fromEntries(fields.map(([field, n]) => [field.slice('field_'.length), n])),
  }
}
