import { join } from 'node:path'
import { textTable, type DuckDb } from '../../platform/duckdb/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import { inheritIds, type Share } from './inherit-ids.ts'

/** What has stable ids. */
export type IdKind = {
  name: 'contact' | 'company'
  /** Letter and digits of the ids. */
  prefix: string
  digits: number
  /** Query of (`cluster`, `member`): what identifies a cluster's members from build to build. */
  members: string
  /** Query of (`member`): members that the gate dropped. */
  gone: string
}

type Place = { db: DuckDb; /** Folder for files that are read at once. */ work: string }

/**
 * Gives the clusters of a kind their ids: `<kind>_ids` (`cluster`, `number`, `id`). Continues `parent_ledger` in `ledger`
 * (`kind`, `member`, `id`), whose rows are
 *
 * - `contact`: a member and its id. Members that are not in this build keep theirs: a batch that comes back finds its contacts;
 * - `former contact`: a member that had an id when it was retired, and may have it back with the others;
 * - `retired contact`: an id that is retired, and what it became then. That one may be retired later, never before: no loops;
 * - `closed contact`: an id that is retired and leads nowhere;
 * - `next contact`: the first number that was never given.
 *
 * So every number below the next is alive, retired, closed, or rests with members that are not in this build.
 */
export async function giveIdsOf(kind: IdKind, { db, work }: Place): Promise<number> {
  const { name, prefix, digits } = kind
  await db.run(`CREATE TABLE members_of_${name} AS ${kind.members}`)
  await db.run(`CREATE TABLE gone_of_${name} AS ${kind.gone}`)
  const [clusters = []] = await db.integers(`SELECT DISTINCT cluster FROM members_of_${name} ORDER BY cluster`)
  const last = await db.row<{ id: number | null }>(
    `SELECT max(id) AS id FROM parent_ledger WHERE kind = 'next ${name}'`,
  )
  const numbers = [...clusters]
  const shares = await db.rows<Share>(sharesIn(name, name))
  const former = await db.rows<Share>(sharesIn(name, `former ${name}`))
  const { ids, next, retired } = inheritIds({ clusters: numbers, shares, former, next: last.id ?? 1 })
  const given = numbers.map((cluster, i) => [cluster, ids[i]] as const)
  await loadPairs({ db, work }, { table: `given_${name}`, columns: ['cluster', 'id'], pairs: given })
  await db.run(
    `CREATE TABLE ${name}_ids AS
     SELECT cluster, id AS number, '${prefix}' || lpad(id::VARCHAR, ${digits}, '0') AS id FROM given_${name}`,
  )
  const went = retired.map(({ id, into }) => [id, into] as const)
  await loadPairs({ db, work }, { table: `went_${name}`, columns: ['id', 'heir'], pairs: went })
  for (const sql of continueLedger(name)) await db.run(sql)
  await db.run(`INSERT INTO ledger VALUES ('next ${name}', '', ${next})`)
  return numbers.length
}

function sharesIn(name: string, kind: string): string {
  return `SELECT m.cluster, l.id, count(*)::INTEGER AS n FROM members_of_${name} m
    JOIN parent_ledger l ON l.kind = '${kind}' AND l.member = m.member GROUP BY ALL`
}

function continueLedger(name: string): string[] {
  const isIn = (table: string, value: string) => `EXISTS (SELECT 1 FROM ${table}_${name} x WHERE x.id = ${value})`
  return [
    // An id some of whose members the gate dropped would say who somebody is who asked not to be listed.
    `CREATE TABLE closed_${name} AS SELECT c.id FROM (
       SELECT id FROM parent_ledger WHERE kind = 'closed ${name}'
       UNION SELECT id FROM parent_ledger l SEMI JOIN gone_of_${name} USING (member)
       WHERE kind IN ('${name}', 'former ${name}') AND (${isIn('went', 'l.id')} OR EXISTS (
         SELECT 1 FROM parent_ledger r WHERE r.kind = 'retired ${name}' AND r.member = l.id::VARCHAR)))
     AS c WHERE NOT ${isIn('given', 'c.id')}`,
    `INSERT INTO ledger SELECT 'closed ${name}', id::VARCHAR, id FROM closed_${name}`,
    `INSERT INTO ledger SELECT '${name}', member, id FROM members_of_${name} JOIN given_${name} USING (cluster)`,
    `INSERT INTO ledger SELECT '${name}', member, id FROM parent_ledger l
     WHERE kind = '${name}' AND NOT EXISTS (SELECT 1 FROM members_of_${name} m WHERE m.member = l.member)
       AND NOT ${isIn('went', 'l.id')} AND NOT ${isIn('closed', 'l.id')}`,
    `INSERT INTO ledger SELECT DISTINCT 'former ${name}', member, id FROM parent_ledger l
     WHERE (kind = 'former ${name}' OR kind = '${name}' AND ${isIn('went', 'l.id')})
       AND NOT ${isIn('given', 'l.id')} AND NOT ${isIn('closed', 'l.id')}`,
    `INSERT INTO ledger SELECT 'retired ${name}', id::VARCHAR, heir FROM went_${name} w
     WHERE NOT ${isIn('closed', 'w.id')}`,
    `INSERT INTO ledger SELECT kind, member, id FROM parent_ledger l
     WHERE kind = 'retired ${name}' AND NOT ${isIn('given', 'l.member::INTEGER')}
       AND NOT ${isIn('went', 'l.member::INTEGER')} AND NOT ${isIn('closed', 'l.member::INTEGER')}`,
  ]
}

type Pairs = { table: string; columns: [string, string]; pairs: readonly (readonly [number, number])[] }

async function loadPairs({ db, work }: Place, { table, columns, pairs }: Pairs): Promise<void> {
  const path = join(work, `${table}.tsv`)
  const writer = await openLineWriter(path)
  for (const [a, b] of pairs) await writer.write(`${a}\t${b}`)
  await writer.close()
  const read = textTable(
    path,
    columns.map((name) => ({ name, type: 'INTEGER' })),
  )
  await db.run(`CREATE TABLE ${table} AS SELECT * FROM ${read}`)
}
