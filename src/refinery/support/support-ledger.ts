import { access } from 'node:fs/promises'
import { supportBits, type SupportField } from '../../engine/merge/index.ts'
import { openDuckDb, sqlText, type DuckDb } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { WithdrawnRow } from '../build/build-evidence.ts'
import { isEditionId } from '../edition/manifest.ts'
import { storePaths } from '../store/paths.ts'

/** The fields of the support ledger and their bits in its column `fields`; a list has several. */
export const supportFields: Readonly<Record<SupportField, number>> = supportBits

/** What an edition must not show any more: contacts, and single fields of others. */
export type MaskedSupport = { contacts: string[]; fields: Map<string, string[]> }

/** A row that speaks of a contact, and which fields that the contact shows it says too. */
export type SupportRow = { batch: string; row: number; fields: string[] }

/** What became of a row: `new` when no other source speaks of the person, else `confirmed`; where it is in the edition, if it is. */
export type Outcome = { row: number; state: 'new' | 'confirmed'; contact: string | null }

/**
 * What an edition shows on the word of these batches and rows alone. A contact that nobody else speaks of is masked whole, and
 * so is one whose name nobody else spells so; of others the fields that nobody else supports.
 * Throws `unavailable` for an edition whose ledger is not there.
 */
export async function maskedWithout(
  data: string,
  edition: string,
  { batches, rows }: { batches: readonly string[]; rows: readonly WithdrawnRow[] },
): Promise<MaskedSupport> {
  const masked: MaskedSupport = { contacts: [], fields: new Map() }
  if (batches.length === 0 && rows.length === 0) return masked
  const found = await query<{ contact: string; others: number; lost: number }>(data, edition, (ledger) => [
    `CREATE TABLE gone AS SELECT * FROM (VALUES ${tuples(
      batches.map((batch) => [sqlText(batch), 'NULL']),
      rows,
    )}) t(batch, row)`,
    `CREATE TABLE s AS SELECT contact, fields,
       batch IN (SELECT batch FROM gone WHERE row IS NULL) OR (batch, row) IN (SELECT (batch, row) FROM gone WHERE row IS NOT NULL) AS gone
     FROM ${ledger} WHERE contact IS NOT NULL`,
    `SELECT contact, count(*) FILTER (NOT gone) AS others,
       bit_or(fields) & ~coalesce(bit_or(fields) FILTER (NOT gone), 0) AS lost
     FROM s SEMI JOIN (SELECT DISTINCT contact FROM s WHERE gone) USING (contact)
     GROUP BY contact HAVING others = 0 OR lost <> 0 ORDER BY contact`,
  ])
  for (const { contact, others, lost } of found) {
    if (others === 0 || (lost & supportFields.name) !== 0) masked.contacts.push(contact)
    else masked.fields.set(contact, namesOf(lost))
  }
  return masked
}

/** The rows that speak of a contact, in order. Throws `unavailable` for an edition whose ledger is not there. */
export async function supportOf(data: string, edition: string, contact: string): Promise<SupportRow[]> {
  const found = await query<{ batch: string; row: number; fields: number }>(data, edition, (ledger) => [
    `SELECT batch, row, fields FROM ${ledger} WHERE contact = ${sqlText(contact)} ORDER BY batch, row`,
  ])
  return found.map(({ batch, row, fields }) => ({ batch, row, fields: namesOf(fields) }))
}

/**
 * What became of each row of some batches that speaks of a person, in order. The state does not tell whether somebody is suppressed.
 * Throws `unavailable` for an edition whose ledger is not there.
 */
export async function outcomesOf(
  data: string,
  edition: string,
  batches: readonly string[],
): Promise<(Outcome & { batch: string })[]> {
  if (batches.length === 0) return []
  return query<Outcome & { batch: string }>(data, edition, (ledger) => [
    `SELECT batch, row, CASE WHEN others > 0 THEN 'confirmed' ELSE 'new' END AS state, contact
     FROM ${ledger} SEMI JOIN (VALUES ${batches.map((batch) => `(${sqlText(batch)})`).join(', ')}) AS asked (batch) USING (batch)
     ORDER BY batch, row`,
  ])
}

/** Runs statements over an edition's ledger; gives the rows of the last one. */
async function query<Row extends Record<string, unknown>>(
  data: string,
  edition: string,
  statements: (ledger: string) => string[],
): Promise<Row[]> {
  const path = isEditionId(edition) ? storePaths(data).support(edition) : null
  if (path === null || !(await exists(path)))
    throw new AppError(
      'unavailable',
      `Who supports what in edition ${edition} is not known any more. Build again: fairlist build`,
    )
  const list = statements(`read_parquet(${sqlText(path)})`)
  const db = await openDuckDb({ threads: 1 })
  try {
    return await runAll<Row>(db, list)
  } finally {
    db.close()
  }
}

async function runAll<Row extends Record<string, unknown>>(db: DuckDb, statements: readonly string[]): Promise<Row[]> {
  for (const sql of statements.slice(0, -1)) await db.run(sql)
  return db.rows<Row>(statements.at(-1) ?? '')
}

function tuples(batches: readonly (readonly string[])[], rows: readonly WithdrawnRow[]): string {
  const list = [...batches, ...rows.map(({ batch, row }) => [sqlText(batch), `${Math.trunc(row)}::BIGINT`])]
  return list.map((cells) => `(${cells.join(', ')})`).join(', ')
}

function namesOf(fields: number): string[] {
  return Object.entries(supportFields).flatMap(([name, bits]) => ((fields & bits) === 0 ? [] : [name]))
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
