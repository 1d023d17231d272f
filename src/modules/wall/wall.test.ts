import type { Kysely } from 'kysely'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import type { AuditTables } from '../audit/index.ts'
import type { MailTables } from '../mail/index.ts'
import { findCanaries, plantCanaries } from './index.ts'
import type { Canary, Watched, WallTables } from './index.ts'

let database: ADatabase
let db: Kysely<WallTables>
let folder: string
let files: Watched[] = []
const planted: Canary[] = []
const clock = createManualClock('2026-03-01T02:37:00.000Z')

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as<WallTables>('registration')
  folder = await mkdtemp(join(tmpdir(), 'fairlist-wall-'))
})
afterAll(async () => {
  await database.remove()
  await rm(folder, { recursive: true, force: true })
})

function plant() {
  return plantCanaries({ db, clock, register: async (_trx, canary) => void planted.push(canary) })
}

function find() {
  clock.advance(1000)
  return findCanaries({
    db,
    clock,
    listFiles: async () => files,
    operators: async () => [{ id: 'op', email: 'op@instance.example' }],
    origin: () => 'https://fairlist.example',
  })
}

async function write(place: string, text: string): Promise<Watched> {
  const path = join(folder, place.replace(/\W/g, '-'))
  await writeFile(path, text)
  return { place, path }
}

async function alarms(): Promise<number> {
  const audit = database.postgres.as<AuditTables>('audit')
  return (await audit.selectFrom('events').selectAll().where('action', '=', 'wall.alarm').execute()).length
}

async function mails(): Promise<{ recipient: string; data: object }[]> {
  const outbox = database.postgres.as<MailTables>('registration')
  return outbox.selectFrom('mails').select(['recipient', 'data']).where('template', '=', 'operator-notice').execute()
}

test('canaries are planted once, and new ones join when they grow old', async () => {
  expect(await plant()).toBe(7)
  expect(await plant()).toBe(0)
  expect(new Set(planted.map(({ token }) => token)).size).toBe(7)
  for (const { email, token } of planted) expect(email).toBe(`${token}@${token}.example`)
  clock.advance(91 * 86_400_000)
  expect(await plant()).toBe(7)
})

test('a registration that cannot be written leaves no canary', async () => {
  clock.advance(91 * 86_400_000)
  const register = async () => {
    throw new Error('no')
  }
  await expect(plantCanaries({ db, clock, register })).rejects.toThrow('no')
  const rows = await db.selectFrom('canaries').selectAll().execute()
  expect(rows).toHaveLength(14)
})

test('editions without canaries are quiet, and a file that has gone is no failure', async () => {
  const clean = await write('edition:1/contacts.jsonl', '{"name":"Ada Example"}\n'.repeat(100_000))
  files = [clean, { place: 'edition:0/contacts.jsonl', path: join(folder, 'gone') }]
  expect(await find()).toEqual({ canaries: 14, files: 2, bytes: 2_300_000, found: 0 })
  expect([await alarms(), await mails()]).toEqual([0, []])
})

test('a canary is found wherever it stands and however it is written, and told of once', async () => {
  const [a, b, c, d] = planted as [Canary, Canary, Canary, Canary]
  const edge = 1 << 20
  files = [
    await write('edition:2/contacts.jsonl', `{"email":"${a.email}"}\n`),
    await write('edition:3/contacts.jsonl', `${' '.repeat(edge - 7)}${b.token.toUpperCase()}\n`),
    await write('export:4/file.csv', `"${c.company}","${d.name}"\n`),
  ]
  expect(await find()).toMatchObject({ files: 3, found: 4 })
  expect(await alarms()).toBe(3)
  const told = await mails()
  expect(told.map(({ recipient }) => recipient)).toEqual(Array<string>(3).fill('op@instance.example'))
  for (const { token } of planted) expect(JSON.stringify(told)).not.toContain(token)

  expect(await find()).toMatchObject({ found: 4 })
  expect([await alarms(), (await mails()).length]).toEqual([3, 3])
})
