import { Client } from 'pg'
import type { RoleAddress } from '../src/platform/postgres/index.ts'

/** The address of a role as a URL. */
export function urlOf({ user, password, host, port, database }: RoleAddress): string {
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`
}

/** What was tried on a table, in the order of the columns of the reference. */
export const deeds = ['read', 'add', 'change', 'remove'] as const
export type Deed = (typeof deeds)[number]

/** What a role may do with a table; `columns` when it may only with some of them. */
export type Grants = { role: string; schema: string; table: string; may: Partial<Record<Deed, 'all' | 'some columns'>> }

type Options = {
  /** Address of the owner, who alone can list all tables. */
  owner: string
  /** Address of each role, by the schema that it belongs to. */
  roles: Record<string, string>
}

/**
 * Connects as each role and tries on every table what can be done with rows, in transactions that are rolled back: what
 * stands here was refused or done, not read from a list of rights. PostgreSQL refuses with 42501.
 */
export async function tryRoles({ owner, roles }: Options): Promise<Grants[]> {
  const tables = await listTables(owner)
  const tried: Grants[] = []
  for (const [role, url] of Object.entries(roles)) {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      for (const { schema, table, columns } of tables)
        tried.push({ role, schema, table, may: await tryTable(client, { name: `${schema}.${table}`, columns }) })
    } finally {
      await client.end()
    }
  }
  return tried
}

type Table = { schema: string; table: string; columns: string[] }

async function listTables(owner: string): Promise<Table[]> {
  const client = new Client({ connectionString: owner })
  await client.connect()
  try {
    const { rows } = await client.query<Table>(`
      SELECT n.nspname AS schema, quote_ident(c.relname) AS table, array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^(pg_|information_schema)' AND NOT c.relispartition
      GROUP BY 1, 2 ORDER BY 1, 2`)
    return rows
  } finally {
    await client.end()
  }
}

/** For a whole table and for one column, a statement that touches no row. */
const statements: Record<Deed, (table: string, column: string | null, columns: string[]) => string> = {
  read: (table, column) => `SELECT ${column ?? '*'} FROM ${table} LIMIT 0`,
  add: (table, column, columns) =>
    `INSERT INTO ${table} (${column ?? columns.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${(column ? [column] : columns).map(() => 'NULL').join(', ')} WHERE false`,
  change: (table, column, columns) =>
    `UPDATE ${table} SET ${(column ? [column] : columns).map((name) => `${name} = DEFAULT`).join(', ')} WHERE false`,
  remove: (table) => `DELETE FROM ${table} WHERE false`,
}

async function tryTable(
  client: Client,
  { name, columns }: { name: string; columns: string[] },
): Promise<Grants['may']> {
  const may: Grants['may'] = {}
  for (const deed of deeds) {
    if (await isAllowed(client, statements[deed](name, null, columns))) may[deed] = 'all'
    else if (
      deed !== 'remove' &&
      (await someAllowed(client, columns, (column) => statements[deed](name, column, columns)))
    )
      may[deed] = 'some columns'
  }
  return may
}

async function someAllowed(client: Client, columns: string[], statement: (column: string) => string): Promise<boolean> {
  for (const column of columns) if (await isAllowed(client, statement(column))) return true
  return false
}

async function isAllowed(client: Client, statement: string): Promise<boolean> {
  await client.query('BEGIN')
  try {
    await client.query(statement)
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === '42501') return false
    // Triggers that protect a ledger raise their own error: the right was there, the change is refused all the same.
    if (code === 'P0001') return false
    throw error
  } finally {
    await client.query('ROLLBACK')
  }
}

/** The table of the reference: a role a row, a schema a column; below it what holds for single tables. */
export function drawRoles(tried: readonly Grants[]): string {
  const schemas = [...new Set(tried.map(({ schema }) => schema))]
  const roles = [...new Set(tried.map(({ role }) => role))]
  const cell = (role: string, schema: string) => {
    const own = tried.filter((each) => each.role === role && each.schema === schema)
    const open = own.filter(({ may }) => Object.keys(may).length > 0)
    if (open.length === 0) return 'refused'
    return open.length === own.length ? 'see below' : `${open.length} of ${own.length} tables`
  }
  const matrix = roles.map((role) => `| \`${role}\` | ${schemas.map((schema) => cell(role, schema)).join(' | ')} |`)
  const lines = tried
    .filter(({ may }) => Object.keys(may).length > 0)
    .map(({ role, schema, table, may }) => {
      const words = deeds.map((deed) => (may[deed] === 'all' ? 'yes' : (may[deed] ?? '')))
      return `| \`${role}\` | \`${schema}.${table}\` | ${words.join(' | ')} |`
    })
  return [
    `| role | ${schemas.map((schema) => `\`${schema}\``).join(' | ')} |`,
    `| --- |${' --- |'.repeat(schemas.length)}`,
    ...matrix,
    '',
    `| role | table | ${deeds.join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(deeds.length)}`,
    ...lines,
    '',
  ].join('\n')
}
