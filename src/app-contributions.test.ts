import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aFeed, feedText } from '../test/builders/a-feed.ts'
import { gatherCast } from '../test/try-access.ts'
import type { Cast, Role } from '../test/try-access.ts'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { loadConfig } from './config.ts'
import type {
  ContributionDetail,
  ContributionRows,
  ContributionsPage,
  ContributionUpload,
} from './modules/contributions/index.ts'
import { withdrawnOf } from './modules/contributions/index.ts'
import { holdLock, openDuckDb, sqlText } from './platform/duckdb/index.ts'
import type { HeldLock } from './platform/duckdb/index.ts'
import { readBatches } from './refinery/index.ts'

let data: string
let app: App
let cast: Cast
let lock: HeldLock | null

const open = () => createApp({ config: { ...loadConfig({}), logLevel: 'silent' }, data, web: null })

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-app-contributions-'))
  lock = await holdLock(join(data, 'serve.lock'))
  app = await open()
  cast = await gatherCast(app)
}, 60_000)
afterAll(async () => {
  await app.close()
  lock?.release()
  await rm(data, { recursive: true, force: true })
})

type Answer<Body> = { status: number; body: Body }
type Problem = { detail?: string; title?: string }

async function call<Body = Problem>(
  route: string,
  { role = 'member', body, key }: { role?: Role; body?: object; key?: string } = {},
): Promise<Answer<Body>> {
  const [method = '', path = ''] = route.split(' ')
  const form = body instanceof FormData
  const answer = await fetch(cast.address + path, {
    method,
    headers: {
      cookie: cast.cookies[role],
      ...(body && !form ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Body }
}

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 100 })

let keys = 0
const give = (body: object, { role, key = `key-number-${keys++}` }: { role?: Role; key?: string } = {}) =>
  call<ContributionDetail & Problem>('POST /v1/contributions', { role, body, key })
const detail = async (id: string) => (await call<ContributionDetail>(`GET /v1/contributions/${id}`)).body
const rowsOf = async (id: string) => (await call<ContributionRows>(`GET /v1/contributions/${id}/rows`)).body.items
const statesOf = async (id: string) => (await rowsOf(id)).map(({ row, state, reason }) => [row, state, reason])

function upload(text: string, name = 'people.csv'): Promise<Answer<ContributionUpload & Problem>> {
  const form = new FormData()
  form.set('file', new Blob([text]), name)
  return call('POST /v1/contributions/uploads', { body: form })
}

async function agree(role: Role = 'member'): Promise<void> {
  await call('POST /v1/contributions/terms', { role, body: { version: '1' } })
}

const contacts = async (edition: string) =>
  (await readFile(join(data, 'editions', edition, 'index', 'contacts.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; email?: string })

/** Builds an edition of everything in force by the command, beside the running server, and waits until it is served. */
async function build(...more: string[]): Promise<string> {
  const program = join(import.meta.dirname, 'main.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'build', ...more, '--data', data, '--json'])
  const { edition } = JSON.parse(stdout) as { edition: string }
  await app.catalogue.refresh()
  expect(app.catalogue.edition()).toBe(edition)
  return edition
}

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(
    app.postgres.as('intake'),
  )
  return rows[0]?.n ?? -1
}

const found = async (name: string) => {
  const { body } = await call<{ total: number }>(`GET /v1/contacts/count?name=${name}`)
  return body.total
}

const zelda = {
  name: 'Zelda Quillfeather',
  title: 'Head of Procurement',
  company: 'Northwind Tools',
  email: 'zelda.quillfeather@northwind.example',
}

test('before the terms are agreed to nothing is taken', async () => {
  expect((await call('GET /v1/contributions/terms')).body).toMatchObject({ version: '1', accepted: false })
  const { status, body } = await give({ contact: zelda })
  expect([status, body.detail]).toEqual([409, expect.stringContaining('Agree to the contribution terms')])
  expect((await upload('name,email\nAda Example,ada@works.example\n')).status).toBe(409)
  expect((await call('POST /v1/contributions/terms', { body: { version: '7' } })).status).toBe(409)
  expect((await call('POST /v1/contributions/terms', { body: { version: '1' } })).body).toMatchObject({
    accepted: true,
  })
  expect((await call('GET /v1/contributions/terms', { role: 'other' })).body).toMatchObject({ accepted: false })
})

test('a contact is taken once for each key, built, credited once, taken back, given again, and gone for good', async () => {
  const feed = join(data, 'feed.csv')
  await writeFile(feed, feedText(aFeed({ people: 8 })))
  await build(feed, '--source-column', 'source')
  const first = await give({ contact: zelda }, { key: 'the-same-key' })
  expect(first).toMatchObject({ status: 201, body: { state: 'waiting', rows: 1, rejected: 0, credits: null } })
  expect(await give({ contact: zelda }, { key: 'the-same-key' })).toEqual(first)
  expect((await give({ contact: { ...zelda, title: 'CEO' } }, { key: 'the-same-key' })).status).toBe(409)
  expect((await give({ contact: zelda })).status).toBe(409)
  const { id } = first.body
  expect(await statesOf(id)).toEqual([[2, 'waiting', null]])
  expect(await found('quillfeather')).toBe(0)

  const edition = await build()
  await eventually(async () =>
    expect(await detail(id)).toMatchObject({ state: 'built', edition, added: 1, confirmed: 0 }),
  )
  await eventually(async () => expect((await detail(id)).credits).toEqual({ added: 1, confirmed: 0, booked: true }))
  expect(await statesOf(id)).toEqual([[2, 'new', null]])
  expect(await found('quillfeather')).toBe(1)
  const balance = async () => (await call<{ balance: number }>('GET /v1/ledger')).body.balance
  const credits = await balance()
  expect(credits).toBeGreaterThan(0)

  await call(`POST /v1/contributions/${id}/take-back`)
  expect(await found('quillfeather')).toBe(0)
  expect(await statesOf(id)).toEqual([[2, 'taken-back', null]])
  await call(`DELETE /v1/contributions/${id}/take-back`)
  expect(await found('quillfeather')).toBe(1)
  expect((await detail(id)).state).toBe('built')

  await call(`POST /v1/contributions/${id}/rows/2/take-back`)
  expect(await found('quillfeather')).toBe(0)
  expect((await detail(id)).takenBackRows).toBe(1)
  await call(`DELETE /v1/contributions/${id}/rows/2/take-back`)
  expect(await found('quillfeather')).toBe(1)
  expect((await call(`POST /v1/contributions/${id}/rows/9/take-back`)).status).toBe(404)

  await call(`POST /v1/contributions/${id}/take-back`)
  const { batches } = await withdrawnOf(app.postgres.as('intake'))
  expect(batches).toHaveLength(1)
  const next = await build()
  expect((await contacts(next)).some(({ email }) => email === zelda.email)).toBe(false)
  expect(await found('quillfeather')).toBe(0)
  await eventually(async () => expect(await detail(id)).toMatchObject({ state: 'taken-back', final: true }))
  expect((await call(`DELETE /v1/contributions/${id}/take-back`)).status).toBe(409)
  const again = await give({ contact: zelda })
  expect([again.status, again.body.id === id]).toEqual([201, false])
  await build()
  await eventually(async () => expect((await detail(again.body.id)).state).toBe('built'))
  expect(await found('quillfeather')).toBe(1)
  expect(await balance()).toBe(credits)
}, 240_000)

test('a file that is given several times at once under one key is taken once, and each is answered so', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => `Twin Person ${n},twin.${n}@twins.example`)
  const { body } = await upload(['Name,E-Mail', ...rows, ''].join('\n'), 'twins.csv')
  const key = 'given-at-once'
  const answers = await Promise.all(Array.from({ length: 3 }, () => give({ upload: body.upload }, { key })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
})

test('a file that is too large is refused before it is kept; a wide one is taken for what it holds', async () => {
  const line = 'Ada Example,ada@works.example\n'.repeat(40_000)
  const form = new FormData()
  form.set('file', new Blob(['Name,E-Mail\n', ...Array.from({ length: 90 }, () => line)]), 'everybody.csv')
  const tooLarge = await call('POST /v1/contributions/uploads', { body: form })
  const words =
    'everybody.csv is larger than 50 MB, the most that is taken at once. Send it in parts. Nothing was kept.'
  expect(tooLarge).toMatchObject({ status: 413, body: { detail: words } })
  const folders = await readdir(join(data, 'intake', 'uploads'))
  const kept = await Promise.all(folders.map((folder) => readdir(join(data, 'intake', 'uploads', folder))))
  expect(kept.flat()).toEqual([])
  const others = Array.from({ length: 198 }, (_, column) => `Field ${column}`)
  const cells = others.map((_, column) => `value ${column}`)
  const wide = await upload(
    `${['Name', 'E-Mail', ...others].join()}\n${['Wanda Wide', 'wanda@wide.example', ...cells].join()}\n`,
  )
  expect(wide.status).toBe(201)
  expect(wide.body.columns).toHaveLength(200)
  expect(wide.body.columns.slice(0, 2)).toMatchObject([{ field: 'full_name' }, { field: 'email' }])
})

test('a file is looked into, taken without what may not be held, and credited but for what was given before', async () => {
  const text = [
    'Name,Title,Company,E-Mail,Date of birth,Home address,Source',
    'Ruth Castellan,Accountant,Harbor & Pine LLC,ruth.c@harbor.example,1971-02-03,1 Elm St,somebody else',
    'Tim Castellan,Pupil,Hillside,tim.c@harbor.example,,,x',
    'Kid Castellan,,Harbor & Pine LLC,kid.c@harbor.example,2015-01-01,,x',
    ',,Harbor & Pine LLC,,,,x',
    'Zelda Quillfeather,Head of Procurement,Northwind Tools,ZELDA.quillfeather@northwind.example,,,x',
    '',
  ].join('\n')
  const looked = await upload(text)
  expect(looked).toMatchObject({
    status: 201,
    body: {
      file: 'people.csv',
      dropped: ['Date of birth', 'Home address'],
      refused: [null, 'child', 'child', 'no_person', null],
    },
  })
  expect(JSON.stringify(looked.body)).not.toMatch(/Tim Castellan|Kid Castellan|1971-02-03|1 Elm St/)
  expect(looked.body.columns.find(({ column }) => column === 'Source')?.field).toBeNull()
  const { status, body } = await give({ upload: looked.body.upload, mapping: { Title: 'title' } })
  expect([status, body]).toEqual([201, expect.objectContaining({ rows: 2, rejected: 3, file: 'people.csv' })])
  expect(await statesOf(body.id)).toEqual([
    [2, 'waiting', null],
    [3, 'refused', 'child'],
    [4, 'refused', 'child'],
    [5, 'refused', 'no_person'],
    [6, 'waiting', null],
  ])
  const batch = (await readBatches(data)).find(({ file }) => file === 'people.csv')
  expect(await readFile(batch?.rejects ?? '', 'utf8')).not.toMatch(/Castellan/)
  expect(batch?.source).toMatch(/^[0-9a-f-]{36}$/)
  const db = await openDuckDb({ threads: 1 })
  const [held] = await db.rows<{ sources: number }>(
    `SELECT count(source)::INTEGER AS sources FROM ${sqlText(join(data, 'batches', batch?.id ?? '', 'batch.parquet'))}`,
  )
  db.close()
  expect(held?.sources).toBe(0)

  await build()
  await eventually(async () => expect((await detail(body.id)).credits).toMatchObject({ added: 1, confirmed: 0 }))
  expect(await detail(body.id)).toMatchObject({ state: 'built', added: 2 })
}, 240_000)

test('a file about children is refused as a whole', async () => {
  const { status, body } = await upload('Name,Guardian,E-Mail\nTim Example,Ada Example,ada@works.example\n')
  expect([status, body.detail ?? body.title]).toEqual([400, expect.stringContaining('“Guardian”')])
})

test('a column that cannot be what it is said to be is pointed at, and what is private stays private whatever it is called', async () => {
  const text = 'Name,E-Mail,Home address,Age\nHugo Homely,hugo@homely.example,7 Private Lane,44\n'
  const { body: sent } = await upload(text, 'private.csv')
  expect(sent.dropped).toEqual(['Home address', 'Age'])
  for (const [mapping, pointer] of [
    [{ 'E-Mail': 'shoe size' }, '/mapping/E-Mail'],
    [{ Name: 'source' }, '/mapping/Name'],
    [{ 'Tel. a/b~c': 'phone' }, '/mapping/Tel. a~1b~0c'],
  ] as const) {
    const { status, body } = await give({ upload: sent.upload, mapping })
    expect([status, body]).toEqual([400, expect.objectContaining({ errors: [expect.objectContaining({ pointer })] })])
  }
  const { status, body } = await give({ upload: sent.upload, mapping: { 'Home address': 'street', Age: 'title' } })
  expect([status, body]).toEqual([201, expect.objectContaining({ rows: 1, dropped: ['Home address', 'Age'] })])
  const batch = (await readBatches(data)).find(({ file }) => file === 'private.csv')?.id ?? ''
  const db = await openDuckDb({ threads: 1 })
  const rows = await db.rows(`SELECT * FROM ${sqlText(join(data, 'batches', batch, 'batch.parquet'))}`)
  db.close()
  expect(JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(
    /Private Lane|44/,
  )
})

test('what another organisation gave is not there', async () => {
  await agree('other')
  const { body } = await call<ContributionsPage>('GET /v1/contributions')
  const id = body.items[0]?.id ?? ''
  for (const route of [
    `GET /v1/contributions/${id}`,
    `GET /v1/contributions/${id}/rows`,
    `POST /v1/contributions/${id}/take-back`,
    `DELETE /v1/contributions/${id}/take-back`,
    `POST /v1/contributions/${id}/rows/2/take-back`,
    `DELETE /v1/contributions/${id}/rows/2/take-back`,
  ])
    expect([route, (await call(route, { role: 'other' })).status]).toEqual([route, 404])
  expect((await call<ContributionsPage>('GET /v1/contributions', { role: 'other' })).body.items).toEqual([])
  const { body: sent } = await upload('name,email\nAda Example,ada@works.example\n')
  expect((await give({ upload: sent.upload }, { role: 'other' })).status).toBe(404)
  // Colleagues see each other's.
  expect((await call(`GET /v1/contributions/${id}`, { role: 'owner' })).status).toBe(200)
})

test('sent several times at once with one key it is one contribution', async () => {
  const body = { contact: { name: 'Oscar Haddad', company: 'Kestrel Analytics GmbH', email: 'oscar@kestrel.example' } }
  const answers = await Promise.all([1, 2, 3, 4].map(() => give(body, { key: 'several-at-once' })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
  expect(await readdir(join(data, 'intake', 'drafts'))).toEqual([])
})

test('what became of a row says nothing of who has stopped', async () => {
  const stopped = { name: 'Sten Silent', company: 'Stonebridge Dental', email: 'sten@stonebridge.example' }
  expect((await call('POST /v1/stops', { body: { email: stopped.email } })).status).toBeLessThan(300)
  const [hidden, shown, known] = [
    await give({ contact: stopped }),
    await give({ contact: { ...stopped, name: 'Lena Loud', email: 'lena@stonebridge.example' } }),
    await give({ contact: zelda }, { role: 'other' }),
  ]
  await build()
  await eventually(async () => expect((await detail(shown.body.id)).credits?.booked).toBe(true))
  const answers = await Promise.all(
    [hidden, shown].map(async ({ body }) => {
      const { id: _id, created: _created, ...same } = await detail(body.id)
      return { same, rows: await rowsOf(body.id) }
    }),
  )
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]?.rows).toEqual([{ row: 2, state: 'new', reason: null, final: false }])
  expect([await found('silent'), await found('loud')]).toEqual([0, 1])
  const theirs = await call<ContributionDetail>(`GET /v1/contributions/${known.body.id}`, { role: 'other' })
  expect(theirs.body).toMatchObject({ state: 'built', added: 0, confirmed: 1 })
}, 240_000)

test('what was taken back for good leaves the disk once no kept edition has it, and is not credited a second time', async () => {
  const orla = { name: 'Orla Brightwater', company: 'Brightwater Pumps', email: 'orla@brightwater.example' }
  const { body } = await give({ contact: orla })
  const batch = (await readBatches(data)).at(-1)?.id ?? ''
  const isThere = async () => (await readdir(join(data, 'batches'))).includes(batch)
  await build()
  await eventually(async () => expect((await detail(body.id)).credits).toMatchObject({ added: 1, booked: true }))
  const balance = async () => (await call<{ balance: number }>('GET /v1/ledger')).body.balance
  const credits = await balance()
  await call(`POST /v1/contributions/${body.id}/take-back`)
  const without = await build()
  await eventually(async () => expect((await detail(body.id)).final).toBe(true))
  expect(await isThere()).toBe(true)

  // As later builds do, one after another.
  const supports = join(data, 'intake', 'support')
  for (const name of await readdir(supports)) if (name < `${without}.parquet`) await rm(join(supports, name))
  await build()
  await eventually(async () => expect(await isThere()).toBe(false))
  expect(await detail(body.id)).toMatchObject({ state: 'taken-back', final: true, rows: 1 })
  expect(await rowsOf(body.id)).toEqual([])
  expect((await call(`POST /v1/contributions/${body.id}/rows/2/take-back`)).status).toBe(409)

  const again = await give({ contact: { ...orla, title: 'Director' } })
  await build()
  await eventually(async () =>
    expect((await detail(again.body.id)).credits).toEqual({ added: 0, confirmed: 0, booked: true }),
  )
  expect(await found('brightwater')).toBe(1)
  expect(await balance()).toBe(credits)
}, 240_000)

test('a crash between row and batch is mended, and a draft without a row is not built', async () => {
  const before = new Set((await readBatches(data)).map(({ id }) => id))
  const { body } = await give({ contact: { name: 'Nora Petersen', email: 'nora@petersen.example' } })
  expect(body).toMatchObject({ rows: 1 })
  const batch = (await readBatches(data)).find(({ id }) => !before.has(id))?.id ?? ''
  const drafts = join(data, 'intake', 'drafts')
  await mkdir(drafts, { recursive: true })
  await rename(join(data, 'batches', batch), join(drafts, body.id))
  expect(await rowsOf(body.id)).toEqual([])
  await app.close()
  app = await open()
  await app.http.listen({ host: '127.0.0.1', port: Number(new URL(cast.address).port) })
  await eventually(async () => expect(await readdir(join(data, 'batches'))).toContain(batch))
  expect(await statesOf(body.id)).toEqual([[2, 'waiting', null]])
}, 60_000)

describe('what is wrong takes nothing', () => {
  const state = async () => ({
    rows: await count('contributions'),
    batches: (await readdir(join(data, 'batches'))).length,
    drafts: (await readdir(join(data, 'intake', 'drafts')).catch(() => [])).length,
    typed: (await readdir(join(data, 'intake', 'typed')).catch(() => [])).length,
  })

  test('whatever is sent', async () => {
    const before = await state()
    const wrong = fc.oneof(
      fc.record({ contact: fc.record({ title: fc.string(), company: fc.string() }) }),
      fc.record({ contact: fc.record({ name: fc.constantFrom('', ' ', 'a\u0000b', 'x'.repeat(301), '\ud800') }) }),
      fc.record({
        contact: fc.record({ name: fc.constant('Tim Example'), title: fc.constantFrom('Pupil', 'Schulkind') }),
      }),
      fc.record({ contact: fc.record({ name: fc.constant('Ada Example'), birthday: fc.string() }) }),
      fc.record({ upload: fc.oneof(fc.string(), fc.uuid(), fc.constant('../../keys')) }),
      fc.record({ contact: fc.anything(), upload: fc.anything() }),
    )
    await fc.assert(
      fc.asyncProperty(wrong, async (body) => {
        const { status } = await give(body)
        expect([400, 404]).toContain(status)
      }),
      { numRuns: 40 },
    )
    expect(await state()).toEqual(before)
  }, 60_000)
})
