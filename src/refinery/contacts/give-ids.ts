import { sqlText } from '../../platform/duckdb/index.ts'
import type { BuildStep } from '../build/build-context.ts'
import { giveIdsOf, type IdKind } from './give-ids-of.ts'

const KINDS: IdKind[] = [
  {
    name: 'contact',
    prefix: 'c',
    digits: 10,
    members: 'SELECT p.person AS cluster, c.digest AS member FROM content_people p JOIN contents c USING (k)',
    gone: 'SELECT c.digest AS member FROM contents c JOIN gated_contents USING (k)',
  },
  {
    name: 'company',
    prefix: 'o',
    digits: 8,
    members: 'SELECT company AS cluster, member FROM company_members',
    gone: 'SELECT NULL::VARCHAR AS member WHERE false',
  },
]

/**
 * Gives every contact and company its id: the one it had, or the next number in canonical order. Makes `contact_ids` and
 * `company_ids` (`cluster`, `id`) and the new `ledger`, as `giveIdsOf` says.
 */
export const giveIds: BuildStep = {
  name: 'ids',
  label: 'Give stable ids',
  run: async ({ db, paths, parentLedger }) => {
    const parent = parentLedger
      ? `SELECT * FROM read_parquet(${sqlText(paths.ledger(parentLedger))})`
      : 'SELECT NULL::VARCHAR AS kind, NULL::VARCHAR AS member, NULL::INTEGER AS id WHERE false'
    await db.run(`CREATE TABLE parent_ledger AS ${parent}`)
    await db.run('CREATE TABLE ledger (kind VARCHAR, member VARCHAR, id INTEGER)')
    let given = 0
    for (const kind of KINDS) given += await giveIdsOf(kind, { db, work: paths.work })
    return given
  },
}
