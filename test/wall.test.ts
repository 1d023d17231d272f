import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrationsFolder, schemas } from '../src/migrations/index.ts'
import { setUp, startCluster } from '../src/platform/postgres/index.ts'
import type { Cluster, RoleAddress } from '../src/platform/postgres/index.ts'
import { allowedImports } from './parts.ts'
import { tryRoles, urlOf } from './try-roles.ts'
import type { Grants } from './try-roles.ts'

let folder: string
let cluster: Cluster
let addresses: Record<string, RoleAddress>
let tried: Grants[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlist-wall-'))
  cluster = await startCluster({ home: join(folder, 'postgres') })
  const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
  addresses = await setUp({ url: cluster.url, secret: 'test', layout })
  const roles = Object.fromEntries(Object.entries(addresses).map(([role, address]) => [role, urlOf(address)]))
  tried = await tryRoles({ owner: cluster.url, roles })
})
afterAll(async () => {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

test('every role was tried on every table', () => {
  expect(new Set(tried.map(({ role }) => role))).toEqual(new Set(schemas))
  const tables = new Set(tried.map(({ schema, table }) => `${schema}.${table}`))
  expect(tables.size).toBeGreaterThan(12)
  expect(tried).toHaveLength(tables.size * schemas.length)
})

test('no role but registration touches a table of registration, and registration touches no other schema', () => {
  const across = tried.filter(
    ({ role, schema, may }) =>
      Object.keys(may).length > 0 && (schema === 'registration') !== (role === 'registration') && schema !== 'audit',
  )
  expect(across.filter(({ role, schema }) => role === 'registration' || schema === 'registration')).toEqual([])
})

test('a role touches its own schema only, and adds to the trail', () => {
  const foreign = tried.filter(({ role, schema, may }) => role !== schema && Object.keys(may).length > 0)
  for (const { role, schema, table, may } of foreign) {
    expect({ role, at: `${schema}.${table}`, may }).toEqual({ role, at: 'audit.events', may: { add: 'some columns' } })
    expect(role).not.toBe('jobs')
  }
})

test('nobody changes or removes what must stay', () => {
  const final = ['policy_acceptances', 'policy_notices', 'consents', 'consent_forms', 'usage', 'events', 'canaries']
  const broken = tried.filter(
    ({ table, may }) => final.includes(table) && (may.change !== undefined || may.remove !== undefined),
  )
  expect(broken).toEqual([])
})

test('no role makes tables, reads passwords or becomes another', async () => {
  for (const [role, address] of Object.entries(addresses)) {
    const client = new Client({ connectionString: urlOf(address) })
    await client.connect()
    try {
      const other = addresses[role === 'registration' ? 'ledger' : 'registration']?.user
      const tries = [
        'CREATE TABLE public.x (a int)',
        'CREATE SCHEMA x',
        ...schemas.filter((schema) => schema !== 'jobs').map((schema) => `CREATE TABLE ${schema}.x (a int)`),
        'SELECT * FROM pg_authid',
        `SET ROLE "${other}"`,
        "COPY (SELECT 1) TO '/tmp/fairlist-x'",
        "SELECT pg_read_file('/etc/hostname')",
        'SELECT * FROM fairlist.migrations',
        ...(role === 'registration' ? [] : ['SELECT * FROM registration.keep_usage(now(), 13, 2)']),
      ]
      for (const statement of tries)
        await expect(client.query(statement), `${role}: ${statement}`).rejects.toMatchObject({ code: '42501' })
    } finally {
      await client.end()
    }
  }
})

test('nothing on the side of the contact database may import the side of registration', () => {
  const inside = ['accounts', 'consents', 'mail', 'policies', 'usage', 'wall'].map((name) => `modules/${name}`)
  const outside = Object.entries(allowedImports).filter(([part]) =>
    /^(engine|refinery|catalogue|lab)|^modules\/(search|editions)$/.test(part),
  )
  expect(outside.length).toBeGreaterThan(6)
  for (const [part, allowed] of outside)
    expect({ part, across: allowed.filter((to) => inside.includes(to) || to === 'modules/*') }).toEqual({
      part,
      across: [],
    })
})
