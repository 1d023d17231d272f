import { join } from 'node:path'
import { sqlText, textTable } from '../../platform/duckdb/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { inheritIds, type Share } from './inherit-ids.ts'

type Kind = {
  name: 'contact' | 'company'
  /** Letter and digits of the ids. */
  prefix: string
  digits: number
  /** Relation of (`cluster`, `member`): what identifies a cluster's members from build to build. */
  members: string
}

const KINDS: Kind[] = [
  {
    name: 'contact',
    prefix: 'c',
    digits: 10,
    members: 'SELECT p.person AS cluster, c.digest AS member FROM content_people p JOIN contents c USING (k)',
  },
  { name: 'company', prefix: 'o', digits: 8, members: 'SELECT company AS cluster, member FROM company_members' },
]

/**
 * Gives every contact and company its id: the one it had, or the next number in canonical order. Makes `contact_ids` and
 * `company_ids` (`cluster`, `id`) and the new `ledger` (`kind`, `member`, `id`): members of clusters with their ids, retired ids
 * with what they became, and the next number of each kind.
 */
export const giveIds: BuildStep = {
  name: 'ids',
  label: 'Give stable ids',
  run: async (context) => {
    const { db, paths, parentLedger } = context
    const parent = parentLedger
      ? `SELECT * FROM read_parquet(${sqlText(paths.ledger(parentLedger))})`
      : 'SELECT NULL::VARCHAR AS kind, NULL::VARCHAR AS member, NULL::INTEGER AS id WHERE false'
    await db.run(`CREATE TABLE parent_ledger AS ${parent}`)
    await db.run('CREATE TABLE ledger (kind VARCHAR, member VARCHAR, id INTEGER)')
    let given = 0
    for (const kind of KINDS) given += await giveIdsOf(context, kind)
    return given
  },
}

async function giveIdsOf({ db, paths }: BuildContext, kind: Kind): Promise<number> {
  const members = `members_of_${kind.name}`
  await db.run(`CREATE TABLE ${members} AS ${kind.members}`)
  const clusters = await db.integers(`SELECT DISTINCT cluster FROM ${members} ORDER BY cluster`)
  const shares = await db.rows<Share>(
    `SELECT m.cluster, l.id, count(*) AS n FROM ${members} m
     JOIN parent_ledger l ON l.kind = '${kind.name}' AND l.member = m.member GROUP BY ALL`,
  )
  const last = await db.row<{ id: number | null }>(
    `SELECT max(id) AS id FROM parent_ledger WHERE kind = 'next ${kind.name}'`,
  )
  const numbers = [...(clusters[0] ?? [])]
  const { ids, next, retired } = inheritIds(numbers, shares, last.id ?? 1)
  const path = join(paths.work, `${kind.name}-ids.tsv`)
  await writePairs(
    path,
    numbers.map((cluster, i) => [cluster, ids[i]]),
  )
  const given = textTable(path, [
    { name: 'cluster', type: 'INTEGER' },
    { name: 'number', type: 'INTEGER' },
  ])
  await db.run(
    `CREATE TABLE ${kind.name}_ids AS
     SELECT cluster, number, '${kind.prefix}' || lpad(number::VARCHAR, ${kind.digits}, '0') AS id FROM ${given}`,
  )
  await db.run(
    `INSERT INTO ledger SELECT '${kind.name}', member, number FROM ${members} JOIN ${kind.name}_ids USING (cluster)`,
  )
  // Members that are not in this build keep their id in the ledger: a batch that comes back finds its contacts again.
  await db.run(
    `INSERT INTO ledger SELECT kind, member, id FROM parent_ledger l
     WHERE kind IN ('${kind.name}', 'retired ${kind.name}') AND NOT EXISTS (
       SELECT 1 FROM ${members} m WHERE l.kind = '${kind.name}' AND m.member = l.member)`,
  )
  const retiredPath = join(paths.work, `${kind.name}-retired.tsv`)
  await writePairs(
    retiredPath,
    retired.map(({ id, into }) => [id, into]),
  )
  const gone = textTable(retiredPath, [
    { name: 'member', type: 'VARCHAR' },
    { name: 'id', type: 'INTEGER' },
  ])
  // An id some of whose records the gate dropped leads nowhere: it would say who somebody is who asked not to be listed.
  await db.run(
    `INSERT INTO ledger SELECT 'retired ${kind.name}', member, id FROM ${gone} g WHERE NOT EXISTS (
       SELECT 1 FROM parent_ledger l JOIN contents c ON c.digest = l.member JOIN gated_contents USING (k)
       WHERE l.kind = '${kind.name}' AND l.id::VARCHAR = g.member)`,
  )
  await db.run(`INSERT INTO ledger VALUES ('next ${kind.name}', '', ${next})`)
  return numbers.length
}

async function writePairs(path: string, pairs: readonly (readonly [number, number])[]): Promise<void> {
  const writer = await openLineWriter(path)
  for (const [a, b] of pairs) await writer.write(`${a}\t${b}`)
  await writer.close()
}
