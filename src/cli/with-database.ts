import { join } from 'node:path'
import { migrationsFolder, schemas } from '../migrations/index.ts'
import { holdLock } from '../platform/duckdb/index.ts'
import { createLog } from '../platform/log/index.ts'
import { openPostgres } from '../platform/postgres/index.ts'
import type { Postgres } from '../platform/postgres/index.ts'

/**
 * Opens the database for a moment. An embedded one may be a running server's, which is left as it is, or rest, in which
 * case it is started and ended again under the lock that a server holds.
 */
export async function withDatabase<Result>(
  { data, url }: { data: string; url: string | undefined },
  work: (postgres: Postgres) => Promise<Result>,
): Promise<Result> {
  const lock = url === undefined ? await holdLock(join(data, 'serve.lock')) : null
  const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
  const borrowed = url === undefined && lock === null
  const postgres = await openPostgres({ data, url, layout, log: createLog({ level: 'fatal' }), borrowed })
  try {
    return await work(postgres)
  } finally {
    await postgres.close()
    lock?.release()
  }
}
