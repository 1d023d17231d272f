import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrationsFolder, schemas } from '../../src/migrations/index.ts'
import { createLog } from '../../src/platform/log/index.ts'
import { openPostgres } from '../../src/platform/postgres/index.ts'
import type { Postgres } from '../../src/platform/postgres/index.ts'

export type ADatabase = { data: string; postgres: Postgres; remove(): Promise<void> }

/** A real PostgreSQL with all migrations, in a data directory of its own. */
export async function aDatabase(): Promise<ADatabase> {
  const data = await mkdtemp(join(tmpdir(), 'fairlist-database-'))
  const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
  const postgres = await openPostgres({ data, layout, log: createLog({ level: 'silent' }) })
  return {
    data,
    postgres,
    remove: async () => {
      await postgres.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
