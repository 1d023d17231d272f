import type { Kysely } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import { listVersions } from './list-versions.ts'
import type { PolicyTables } from './tables.ts'
import type { PolicyVersion } from './version-state.ts'

/** One version with its text, and all versions of its policy, oldest first. Throws `not_found`. */
export async function getVersion(
  db: Kysely<PolicyTables>,
  { kind, version }: { kind: string; version: number },
): Promise<{ found: PolicyVersion & { text: string }; all: PolicyVersion[] }> {
  const all = await listVersions(db, kind)
  const found = all.find((each) => each.version === version)
  const row = await db
    .selectFrom('policy_versions')
    .select('text')
    .where('policy', '=', kind)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!found || !row) throw new AppError('not_found', 'There is no such version of this policy.')
  return { found: { ...found, text: row.text }, all }
}
