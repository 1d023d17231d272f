import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Client, Pool } from 'pg'
import { AppError } from '../errors/index.ts'
import { writeFileAtomic } from '../files/index.ts'
import type { Log } from '../log/index.ts'
import type { Progress } from '../progress/index.ts'
import { setUp } from './set-up.ts'
import type { Layout, RoleAddress } from './set-up.ts'
import { startCluster } from './start-cluster.ts'
import type { Cluster } from './start-cluster.ts'

/** The open database: a pool for each role, never the superuser. */
export type Postgres = {
  /** The database as the role of a schema sees it. The module that owns the tables gives their types. */
  as<Tables>(schema: string): Kysely<Tables>
  /** The address of a schema's role, for a library that brings its own pool. */
  addressOf(schema: string): RoleAddress
  /** Asks the server for an answer; throws when it gives none. */
  check(): Promise<string>
  /** The process of the embedded server; null when DATABASE_URL leads elsewhere. */
  embedded: { pid: number; adopted: boolean } | null
  /** Something the person should know about where the database is. */
  notice: string | null
  /** Settles when the embedded server has ended, asked or not; never for another. */
  ended: Promise<void>
  /** Ends the pools, then the embedded server. */
  close(): Promise<void>
}

type Options = {
  /** Data directory; the embedded cluster is in `postgres/` below it. */
  data: string
  /** Address of another PostgreSQL instead of the embedded one. */
  url?: string | undefined
  layout: Layout
  log: Log
  progress?: Progress
  /** The embedded server is another process's: it is neither started nor ended here. */
  borrowed?: boolean
}

/** Name of the embedded server's database. */
const DATABASE = 'fairlist'

/** Opens the database: starts or adopts the embedded server unless an address is given, sets up, connects each role. */
export async function openPostgres({ data, url, layout, log, progress, borrowed = false }: Options): Promise<Postgres> {
  const cluster = url ? null : await openCluster({ data, borrowed, ...(progress ? { progress } : {}) })
  try {
    const address = url ?? (await ensureDatabase(cluster as Cluster))
    const secret = new URL(address).password || (await keepSecret(data))
    const addresses = await setUp({ url: address, layout, secret })
    return connect({ addresses, cluster, log })
  } catch (error) {
    await cluster?.stop()
    throw error
  }
}

async function openCluster({
  data,
  borrowed,
  progress,
}: Pick<Options, 'data' | 'progress'> & { borrowed: boolean }): Promise<Cluster> {
  return startCluster({ home: join(data, 'postgres'), borrowed, ...(progress ? { progress } : {}) })
}

async function ensureDatabase({ url }: Cluster): Promise<string> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
  return url.replace(/\/postgres$/, `/${DATABASE}`)
}

/** A secret of the data directory, from which the roles' passwords follow when the address brings none. */
async function keepSecret(data: string): Promise<string> {
  const path = join(data, 'roles.secret')
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null) return kept.trim()
  const secret = randomBytes(32).toString('base64url')
  await mkdir(data, { recursive: true })
  await writeFileAtomic(path, `${secret}\n`, { mode: 0o600 })
  return secret
}

type Connecting = { addresses: Record<string, RoleAddress>; cluster: Cluster | null; log: Log }

function connect({ addresses, cluster, log }: Connecting): Postgres {
  const open = new Map<string, Kysely<unknown>>()
  const addressOf = (schema: string) => {
    const address = addresses[schema]
    if (!address) throw new AppError('internal', `There is no schema called ${schema}.`)
    return address
  }
  const as = <Tables>(schema: string) => {
    const kysely = open.get(schema) ?? createKysely(addressOf(schema), log)
    open.set(schema, kysely)
    return kysely as Kysely<Tables>
  }
  return {
    as,
    addressOf,
    check: async () => {
      await sql`SELECT 1`.execute(as('audit'))
      return 'answers'
    },
    embedded: cluster ? { pid: cluster.pid, adopted: cluster.adopted } : null,
    notice: cluster?.notice ?? null,
    ended: cluster?.ended ?? new Promise(() => {}),
    close: async () => {
      await Promise.all([...open.values()].map((kysely) => kysely.destroy()))
      await cluster?.stop()
    },
  }
}

function createKysely(address: RoleAddress, log: Log): Kysely<unknown> {
  const pool = new Pool({ ...address, max: 5, connectionTimeoutMillis: 10_000, statement_timeout: 30_000 })
  // Without a listener a connection that the server ends takes the whole process with it.
  pool.on('error', (error) => log.warn({ role: address.user, reason: error.message }, 'database connection lost'))
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}
