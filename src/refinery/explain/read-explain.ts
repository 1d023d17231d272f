import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KnownValue, LinkInput, MatchKnowledge } from '../../engine/match/index.ts'
import { listAskedValues } from '../../engine/match/index.ts'
import { plainTrust, type ContactEvidence, type Trust } from '../../engine/merge/index.ts'
import { openDuckDb, sqlText, type DuckDb } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { findJsonFile } from '../../platform/files/index.ts'
import { absenceOf } from './absence-of.ts'
import { requireKept } from './require-kept.ts'
import { COMPARED } from '../contacts/compared.ts'
import { isEditionId } from '../edition/manifest.ts'
import { storePaths } from '../store/paths.ts'

/** What a content says of its contact, as the merge read it. */
export type Said = { id: string; digest: string; evidence: ContactEvidence }

/** What is kept to explain an edition. */
export type Explained = {
  /** What was said of these contacts, in the order of their contents. */
  said: Said[]
  /** The same as linking compares it: records in the same order. */
  input: LinkInput
  knowledge: MatchKnowledge
  /** How far the merge believed the sources. */
  trust: Trust
}

/** Records of one contact that are explained; more of them say nothing new, and weighing them takes their square. */
const MOST = 300

type Row = { id: string; digest: string; said: string } & Record<string, string | null>

/**
 * Reads what an edition kept to explain contacts.
 * Throws `unavailable` for an edition of which nothing was kept, `not_found` for a contact that it has not.
 */
export function readExplain(data: string, edition: string, ids: readonly string[]): Promise<Explained> {
  return readWhere({ data, edition }, (db, path) => readContacts(db, { path, data, edition, ids }))
}

/**
 * The same of contents, by their digests; those that the edition has not are passed over. Knowing their contacts saves a look
 * through all that was kept.
 */
export function readSides(
  { data, edition, contacts }: Where & { contacts?: readonly string[] },
  digests: readonly string[],
): Promise<Explained> {
  return readWhere({ data, edition }, (db, path) => readContents(db, { path, contacts, digests }))
}

type Where = { data: string; edition: string }

async function readWhere(
  { data, edition }: Where,
  readRows: (db: DuckDb, path: string) => Promise<Row[]>,
): Promise<Explained> {
  const folder = isEditionId(edition) ? storePaths(data).explain(edition) : null
  const isThere =
    folder &&
    (await access(join(folder, 'model.json')).then(
      () => true,
      () => false,
    ))
  if (!isThere)
    throw new AppError(
      'unavailable',
      `How edition ${edition} came about is not known any more. Build again: fairlist build`,
    )
  const db = await openDuckDb({ threads: 1 })
  try {
    const path = join(folder, 'evidence.parquet')
    await requireKept(db, { edition, path })
    const rows = await readRows(db, sqlText(path))
    const input = inputOf(rows)
    const said = rows.map((row) => ({
      id: row.id,
      digest: row.digest,
      evidence: JSON.parse(row.said) as ContactEvidence,
    }))
    const trust = ((await findJsonFile(join(folder, 'trust.json'))) as Trust | null) ?? plainTrust()
    const { model, ordinary } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as MatchKnowledge
    return { said, input, trust, knowledge: { model, ordinary, values: await readKnown(db, { folder, input }) } }
  } finally {
    db.close()
  }
}

type Contacts = Where & { path: string; ids: readonly string[] }

async function readContacts(db: DuckDb, { path, ids, ...where }: Contacts): Promise<Row[]> {
  const rows: Row[] = []
  for (const id of ids) {
    const found = await db.rows<Row>(
      `SELECT * EXCLUDE (line) FROM ${path} WHERE id = ${sqlText(id)} ORDER BY line LIMIT ${MOST}`,
    )
    if (found.length === 0) throw await absenceOf(id, where)
    rows.push(...found)
  }
  return rows
}

type Contents = { path: string; contacts: readonly string[] | undefined; digests: readonly string[] }

/** Lines lie in the order of contacts, so the wide columns are read of a few places only. */
async function readContents(db: DuckDb, { path, contacts, digests }: Contents): Promise<Row[]> {
  const isWanted = `digest IN (${listOf(digests)})`
  const ids =
    contacts ?? (await db.rows<{ id: string }>(`SELECT DISTINCT id FROM ${path} WHERE ${isWanted}`)).map(({ id }) => id)
  if (ids.length === 0) return []
  return db.rows<Row>(`SELECT * EXCLUDE (line) FROM ${path} WHERE id IN (${listOf(ids)}) AND ${isWanted} ORDER BY line`)
}

function listOf(texts: readonly string[]): string {
  return [...new Set(texts)].map(sqlText).join(', ')
}

function inputOf(rows: readonly Row[]): LinkInput {
  const columns = COMPARED.map(({ column, role }) => {
    const values = ['']
    const codes = Uint32Array.from(rows, (row) => {
      const text = row[column] ?? ''
      const known = values.indexOf(text)
      return known >= 0 ? known : values.push(text) - 1
    })
    return { role, values, codes }
  })
  const count = rows.length
  return {
    count,
    columns,
    weights: new Uint32Array(count).fill(1),
    unitStarts: new Uint32Array(count + 1),
    units: new Uint32Array(),
  }
}

async function readKnown(db: DuckDb, { folder, input }: { folder: string; input: LinkInput }): Promise<KnownValue[]> {
  const asked = listAskedValues(input)
  if (asked.length === 0) return []
  const list = asked.map(({ kind, value }) => `(${sqlText(kind)}, ${sqlText(value)})`).join(', ')
  return db.rows<KnownValue>(
    `SELECT kind, value, number FROM ${sqlText(join(folder, 'known.parquet'))} SEMI JOIN (VALUES ${list}) AS asked (kind, value) USING (kind, value)`,
  )
}
