import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { gatherCast } from '../test/try-access.ts'
import type { Cast, Role } from '../test/try-access.ts'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { loadConfig } from './config.ts'

let data: string
let app: App
let cast: Cast

const config = { ...loadConfig({}), logLevel: 'silent' as const, trustedProxy: '127.0.0.1' }

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-exports-'))
  const feeds = join(import.meta.dirname, '..', 'samples', 'feeds')
  const files = (await readdir(feeds)).filter((name) => name.endsWith('.csv')).map((name) => join(feeds, name))
  const program = join(import.meta.dirname, 'main.ts')
  await promisify(execFile)(process.execPath, [program, 'build', ...files, '--sample', '--data', data])
  app = await createApp({ config, data, web: null })
  cast = await gatherCast(app)
}, 120_000)
afterAll(async () => {
  await app.close()
  await rm(data, { recursive: true, force: true })
})

type Answer = { status: number; body: never; text: string }

let network = 0
async function ask(role: Role, route: string, body?: object, key?: string): Promise<Answer> {
  const [method = 'GET', path = ''] = route.split(' ')
  network += 1
  const answer = await fetch(cast.address + path, {
    method,
    headers: {
      cookie: cast.cookies[role],
      'x-forwarded-for': `10.0.${network >> 8}.${network & 255}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, text, body: (text.startsWith('{') ? JSON.parse(text) : null) as never }
}

type Item = { id: string; email?: string; locked?: boolean; name: string }

async function somePeople(role: Role, count: number, offset = 0): Promise<Item[]> {
  const people: Item[] = []
  while (people.length < count) {
    const query = `has=email&limit=200&offset=${offset + people.length}`
    const { body } = await ask(role, `GET /v1/contacts?${query}`)
    people.push(...(body as { items: Item[] }).items)
  }
  return people.slice(0, count)
}

async function untilDone(id: string): Promise<{ state: string; done: number; total: number }> {
  return vi.waitFor(
    async () => {
      const { body } = await ask('owner', `GET /v1/exports/${id}`)
      const item = body as { state: string; done: number; total: number }
      if (item.state === 'waiting' || item.state === 'running') throw new Error(item.state)
      return item
    },
    { timeout: 20_000, interval: 50 },
  )
}

const readCsv = (text: string) => Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data

test('what is not paid for cannot be exported, and says what is missing', async () => {
  const people = await somePeople('owner', 3)
  expect(people.every(({ locked, email }) => locked === true && email === undefined)).toBe(true)
  const order = { contacts: people.map(({ id }) => id) }
  const { status, text } = await ask('owner', 'POST /v1/exports', order, 'nothing-there')
  expect([status, text]).toEqual([409, expect.stringContaining('3 are missing')])
  expect((await ask('owner', 'GET /v1/exports')).body).toMatchObject({ total: 0 })
})

test('is unlocked, written, checked, disclosed and fetched; by nobody else', async () => {
  const plan = { plan: 'team', months: 12 }
  const plans = (await ask('anonymous', 'GET /v1/plans')).body as { items: { name: string; creditsPerMonth: number }[] }
  const big = plans.items.toSorted((a, b) => b.creditsPerMonth - a.creditsPerMonth)[0]
  const started = await ask('operator', `POST /v1/operator/accounts/${cast.organisation}/subscription`, {
    ...plan,
    plan: big?.name,
  })
  expect(started.status).toBe(201)
  const people = await somePeople('operator', 20)
  const order = { contacts: people.map(({ id }) => id) }
  const { status, body } = await ask('owner', 'POST /v1/exports', order, 'first-export')
  expect(status).toBe(202)
  const { id } = body as { id: string }
  expect(await untilDone(id)).toMatchObject({ state: 'done', done: 20, total: 20 })
  const { text } = await ask('member', `GET /v1/exports/${id}/file`)
  const rows = readCsv(text)
  expect(rows.map((row) => row['id']).toSorted()).toEqual(order.contacts.toSorted())
  expect(new Set(rows.map((row) => row['email']))).toEqual(new Set(people.map(({ email }) => email)))
  const manifest = (await ask('owner', `GET /v1/exports/${id}/manifest`)).body as { rows: number; sha256: string }
  expect(manifest).toMatchObject({ rows: 20, leftOut: 0, sha256: createHash('sha256').update(text).digest('hex') })
  // The same key is the same export, and nothing is charged again.
  const again = (await ask('owner', 'POST /v1/exports', order, 'first-export')).body as { id: string }
  expect(again.id).toBe(id)
  const ledger = (await ask('owner', 'GET /v1/ledger')).body as { items: { kind: string; credits: number }[] }
  expect(ledger.items.filter(({ kind }) => kind === 'unlock').map(({ credits }) => credits)).toEqual([-20])
  for (const route of [`GET /v1/exports/${id}`, `GET /v1/exports/${id}/file`, `DELETE /v1/exports/${id}`])
    expect([route, (await ask('other', route)).status]).toEqual([route, 404])
  const { rows: disclosed } = await app.postgres
    .as<{ disclosures: { road: string; contact: string } }>('ledger')
    .selectFrom('disclosures')
    .select(({ fn }) => ['road', fn.countAll<string>().as('count')])
    .groupBy('road')
    .execute()
    .then((found) => ({ rows: Object.fromEntries(found.map(({ road, count }) => [road, Number(count)])) }))
  expect(disclosed).toEqual({ export: 20, unlock: 20 })
})

test('leaves out whoever stops while it is written, and whoever stops later when it is fetched', async () => {
  const people = await somePeople('operator', 2000, 20)
  const { status, body } = await ask(
    'owner',
    'POST /v1/exports',
    { contacts: people.map(({ id }) => id) },
    'big-export',
  )
  expect(status).toBe(202)
  const { id } = body as { id: string }
  const stopping = people.filter((_person, index) => index % 200 === 7)
  await Promise.all(stopping.map(({ email }) => ask('anonymous', 'POST /v1/stops', { email })))
  expect(await untilDone(id)).toMatchObject({ state: 'done' })
  const gone = new Set(stopping.map((person) => person.id))
  const first = readCsv((await ask('owner', `GET /v1/exports/${id}/file`)).text)
  expect(first.filter((row) => gone.has(row['id'] ?? ''))).toEqual([])
  expect(first.length).toBeGreaterThan(1900)
  const late = people.find((person) => first.some((row) => row['id'] === person.id))
  await ask('anonymous', 'POST /v1/stops', { email: late?.email })
  const second = readCsv((await ask('owner', `GET /v1/exports/${id}/file`)).text)
  expect(second.some((row) => row['id'] === late?.id)).toBe(false)
  expect((await ask('owner', 'DELETE /v1/exports/' + id)).status).toBe(204)
  expect((await ask('owner', `GET /v1/exports/${id}/file`)).status).toBe(404)
})

test.each<[string, object, string | undefined, number]>([
  ['no key', { owned: true }, undefined, 400],
  ['a short key', { owned: true }, 'short', 400],
  ['nothing', {}, 'nothing-at-all', 400],
  ['no contact', { contacts: [] }, 'no-contacts-here', 400],
  ['contacts that are none', { contacts: ['x'] }, 'bad-contacts', 400],
  ['contacts that are not there', { contacts: ['c9999999999'] }, 'unknown-contacts', 400],
  ['two wishes at once', { owned: true, contacts: ['c0000000001'] }, 'two-wishes', 400],
])('refuses %s', async (_name, body, key, status) => {
  expect((await ask('owner', 'POST /v1/exports', body, key)).status).toBe(status)
})
