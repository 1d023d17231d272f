import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrationsFolder, schemas } from '../../migrations/index.ts'
import { createLog } from '../log/index.ts'
import { openPostgres } from './open-postgres.ts'
import { setUp } from './set-up.ts'
import { startCluster } from './start-cluster.ts'
import type { Cluster } from './start-cluster.ts'

let home: string
let cluster: Cluster
const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
const log = createLog({ level: 'silent' })

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'fairlist-set-up-'))
  cluster = await startCluster({ home })
})
afterAll(async () => {
  await cluster.stop()
  await rm(home, { recursive: true, force: true })
})

/** A new empty database and the address of it. */
async function aDatabase(name: string): Promise<string> {
  const client = new Client({ connectionString: cluster.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  return cluster.url.replace(/\/postgres$/, `/${name}`)
}

/** True when a query works, false when the database forbids it; any other failure fails the test. */
async function succeeds(query: Promise<unknown>): Promise<boolean> {
  return query.then(
    () => true,
    (error: Error) => {
      if (/permission denied/.test(error.message)) return false
      throw error
    },
  )
}

const open = (url: string, more = layout) => openPostgres({ data: home, url, layout: more, log })

test('no role reads or writes the schema of another, nor changes tables', async () => {
  const url = await aDatabase('walls')
  const folder = await aFolder(
    '0003-add-tables.sql',
    'registration ledger privacy intake'
      .split(' ')
      .map((s) => `CREATE TABLE ${s}.things (id int);`)
      .join('\n'),
  )
  const postgres = await open(url, { ...layout, migrations: folder })
  const tables = ['registration', 'ledger', 'privacy', 'intake']
  for (const role of schemas) {
    const reads = (schema: string) =>
      succeeds(sql`SELECT * FROM ${sql.table(`${schema}.things`)}`.execute(postgres.as(role)))
    const seen = await Promise.all(tables.map(async (schema) => ((await reads(schema)) ? schema : null)))
    expect(seen.filter(Boolean), `${role} reads`).toEqual(tables.filter((schema) => schema === role))
    if (role === 'jobs') continue
    const create = sql`CREATE TABLE ${sql.table(`${role}.more`)} (id int)`.execute(postgres.as(role))
    await expect(create, `${role} creates a table`).rejects.toThrow(/permission denied/)
    const name = await sql<{
      super: boolean
    }>`SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user`.execute(postgres.as(role))
    expect(name.rows).toEqual([{ super: false }])
  }
  await postgres.close()
})

test('every role adds to the audit trail, only audit reads it, nobody changes it', async () => {
  const postgres = await open(await aDatabase('trail'))
  for (const role of ['registration', 'ledger', 'privacy', 'intake', 'audit']) {
    await sql`INSERT INTO audit.events (actor, action, subject) VALUES ('system', 'test', 'thing:1')`.execute(
      postgres.as(role),
    )
    await expect(sql`UPDATE audit.events SET actor = 'other'`.execute(postgres.as(role))).rejects.toThrow(
      /permission denied/,
    )
    await expect(sql`DELETE FROM audit.events`.execute(postgres.as(role))).rejects.toThrow(/permission denied/)
  }
  const count = sql<{ count: string }>`SELECT count(*) FROM audit.events`
  expect((await count.execute(postgres.as('audit'))).rows).toEqual([{ count: '5' }])
  for (const role of ['registration', 'ledger', 'privacy', 'intake', 'jobs']) {
    await expect(count.execute(postgres.as(role))).rejects.toThrow(/permission denied/)
  }
  await postgres.close()
})

test('not even the owner changes the audit trail', async () => {
  const url = await aDatabase('final')
  await setUp({ url, layout, secret: 's' })
  const client = new Client({ connectionString: url })
  await client.connect()
  await expect(client.query('TRUNCATE audit.events')).rejects.toThrow(/never changed/)
  await client.end()
})

test('many set-ups at once do the work once', async () => {
  const url = await aDatabase('crowd')
  const addresses = await Promise.all(Array.from({ length: 4 }, () => setUp({ url, layout, secret: 's' })))
  expect(addresses[0]?.['ledger']).toMatchObject({ user: 'crowd_ledger', database: 'crowd' })
  expect(new Set(addresses.map((each) => JSON.stringify(each))).size).toBe(1)
})

async function aFolder(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(home, 'migrations-'))
  await cp(migrationsFolder, folder, { recursive: true })
  await writeFile(join(folder, name), text)
  return folder
}

test('a migration that fails leaves nothing, one that was changed or is unknown stops the start', async () => {
  const url = await aDatabase('steps')
  const failing = await aFolder('0003-add-half.sql', 'CREATE TABLE ledger.half (id int); SELECT 1/0;')
  await expect(setUp({ url, layout: { ...layout, migrations: failing }, secret: 's' })).rejects.toMatchObject({
    code: 'internal',
    detail: expect.stringContaining('division'),
  })
  const good = await aFolder('0003-add-half.sql', 'CREATE TABLE ledger.half (id int);')
  await setUp({ url, layout: { ...layout, migrations: good }, secret: 's' })
  await writeFile(join(good, '0003-add-half.sql'), 'CREATE TABLE ledger.other (id int);')
  await expect(setUp({ url, layout: { ...layout, migrations: good }, secret: 's' })).rejects.toThrow(/has changed/)
  await expect(setUp({ url, layout, secret: 's' })).rejects.toThrow(/newer release/)
})

test('says when there is no server', async () => {
  const url = 'postgres://someone:secret@127.0.0.1:1/none'
  const failure = setUp({ url, layout, secret: 's' })
  await expect(failure).rejects.toMatchObject({ code: 'unavailable', message: expect.not.stringContaining('secret') })
})
