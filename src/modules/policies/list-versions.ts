import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { PolicyTables } from './tables.ts'
import type { PolicyVersion } from './version-state.ts'

/** All versions of one policy, or of all, oldest first, without their texts. */
export async function listVersions(db: Kysely<PolicyTables>, kind?: string): Promise<PolicyVersion[]> {
  let versions = db
    .selectFrom('policy_versions')
    .select(['policy', 'version', 'summary', 'material', 'author', 'published_at', 'announcing_since', 'announced_at'])
    .select(sql<string>`effective_on::text`.as('effective'))
  if (kind !== undefined) versions = versions.where('policy', '=', kind)
  return versions.orderBy('policy').orderBy('version').execute()
}
