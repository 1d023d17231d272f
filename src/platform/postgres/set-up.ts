import { createHash, createHmac } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { AppError } from '../errors/index.ts'

/** What a database must hold before the application connects to it. */
export type Layout = {
  /** Each schema has a role of its own, named `<database>_<schema>`. */
  schemas: readonly string[]
  /** Schemas that belong to their role, which makes its own tables there. */
  selfKept: readonly string[]
  /** Folder of the migrations. */
  migrations: string
}

/** Connection of one role. */
export type RoleAddress = { host: string; port: number; database: string; user: string; password: string; ssl: boolean }

type Options = {
  /** Address of a user who may create roles and schemas. Used here and nowhere else. */
  url: string
  layout: Layout
  /** What the roles' passwords are derived from; the same for all servers on one database. */
  secret: string
}

const OLDEST = 15
/** Any number; all Fairlists that set up one database at a time wait on it. */
const LOCK = 4_600_001

/**
 * Makes roles and schemas, applies the migrations that are missing, and gives each role's address. Idempotent, and safe
 * when several processes do it at once. Throws `unsupported` for a PostgreSQL that is too old, `unavailable` when there is
 * none, `conflict` when the database was migrated by a newer release or a migration has changed since it was applied.
 */
export async function setUp({ url, layout, secret }: Options): Promise<Record<string, RoleAddress>> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'fairlist set-up',
  })
  client.on('error', () => {})
  await client.connect().catch((cause: unknown) => {
    throw new AppError('unavailable', `PostgreSQL does not answer at ${withoutPassword(url)}.`, {
      cause,
      detail: cause instanceof Error ? cause.message : String(cause),
    })
  })
  try {
    await requireVersion(client)
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    const roles = await ensureRoles(client, { schemas: layout.schemas, key: secret })
    await ensureSelfKept(client, { schemas: layout.selfKept, roles })
    await migrate(client, { folder: layout.migrations, roles })
    return Object.fromEntries(
      layout.schemas.map((schema) => [schema, addressFor(client, { user: roles[schema] ?? '', key: secret, url })]),
    )
  } finally {
    await client.end()
  }
}

function withoutPassword(url: string): string {
  const parsed = new URL(url)
  return `${parsed.hostname}:${parsed.port || '5432'}${parsed.pathname}`
}

async function requireVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    `SELECT current_setting('server_version_num') AS server_version_num, current_setting('server_version') AS server_version`,
  )
  const [row] = rows
  if (Math.floor(Number(row?.server_version_num) / 10_000) >= OLDEST) return
  throw new AppError(
    'unsupported',
    `DATABASE_URL leads to PostgreSQL ${row?.server_version}; Fairlist needs ${OLDEST} or newer. Without DATABASE_URL it brings its own.`,
  )
}

type Roles = Record<string, string>

async function ensureRoles(
  client: Client,
  { schemas, key }: { schemas: readonly string[]; key: string },
): Promise<Roles> {
  const roles: Roles = {}
  const database = client.database ?? 'fairlist'
  await client.query(`REVOKE ALL ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC`)
  for (const schema of schemas) {
    const role = `${database}_${schema}`
    roles[schema] = role
    const name = client.escapeIdentifier(role)
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
    if (!rowCount) await client.query(`CREATE ROLE ${name} NOINHERIT`)
    await client.query(`ALTER ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(passwordOf(role, key))}`)
    await client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(database)} TO ${name}`)
    await client.query(`ALTER ROLE ${name} SET search_path = ${client.escapeIdentifier(schema)}`)
    await client.query(`ALTER ROLE ${name} SET idle_in_transaction_session_timeout = '60s'`)
  }
  return roles
}

function passwordOf(role: string, key: string): string {
  return createHmac('sha256', key).update(`fairlist role ${role}`).digest('base64url')
}

async function ensureSelfKept(
  client: Client,
  { schemas, roles }: { schemas: readonly string[]; roles: Roles },
): Promise<void> {
  for (const schema of schemas) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])
    if (rowCount) continue
    const role = client.escapeIdentifier(roles[schema] ?? '')
    await client.query(`GRANT ${role} TO CURRENT_USER`) // a managed server's administrator is no superuser
    await client.query(`CREATE SCHEMA ${client.escapeIdentifier(schema)} AUTHORIZATION ${role}`)
  }
}

type Migration = { name: string; sql: string; digest: string }

async function migrate(client: Client, { folder, roles }: { folder: string; roles: Roles }): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS fairlist`)
  await client.query(
    `CREATE TABLE IF NOT EXISTS fairlist.migrations (name text PRIMARY KEY, digest text NOT NULL, applied timestamptz NOT NULL DEFAULT now())`,
  )
  const { rows } = await client.query<{ name: string; digest: string }>('SELECT name, digest FROM fairlist.migrations')
  const applied = new Map(rows.map(({ name, digest }) => [name, digest]))
  for (const migration of await readMigrations(folder)) {
    const digest = applied.get(migration.name)
    applied.delete(migration.name)
    if (digest === undefined) await apply(client, migration, roles)
    else if (digest !== migration.digest) {
      throw new AppError(
        'conflict',
        `Migration ${migration.name} has changed since it was applied. Restore the released file.`,
      )
    }
  }
  const [unknown] = applied.keys()
  if (unknown === undefined) return
  throw new AppError(
    'conflict',
    `This database was set up by a newer release (migration ${unknown}). Start that release or a newer one.`,
  )
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function apply(client: Client, { name, sql, digest }: Migration, roles: Roles): Promise<void> {
  const filled = sql.replace(/\{([a-z]+)\}/g, (_, schema: string) => {
    const role = roles[schema]
    if (!role) throw new AppError('internal', `Migration ${name} names a role of a schema ${schema} that is not there.`)
    return client.escapeIdentifier(role)
  })
  await client.query('BEGIN')
  try {
    await client.query(filled)
    await client.query('INSERT INTO fairlist.migrations (name, digest) VALUES ($1, $2)', [name, digest])
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw new AppError('internal', `Migration ${name} failed; nothing of it was kept.`, {
      cause,
      detail: cause instanceof Error ? cause.message : String(cause),
    })
  }
}

function addressFor(client: Client, { user, key, url }: { user: string; key: string; url: string }): RoleAddress {
  const mode = new URL(url).searchParams.get('sslmode')
  const ssl = mode !== null && mode !== 'disable'
  return {
    host: client.host,
    port: client.port,
    database: client.database ?? 'fairlist',
    user,
    password: passwordOf(user, key),
    ssl,
  }
}
