import { sql } from 'kysely'
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { loadConfig } from './config.ts'

let data: string
let app: App

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-app-trust-'))
  await mkdir(join(data, 'editions', 'e1', 'index'), { recursive: true })
  await appendFile(join(data, 'editions', 'e1', 'index', 'contacts.jsonl'), '{"name":"Ada Example"}\n')
  app = await createApp({ config: { ...loadConfig({}), logLevel: 'silent' }, data, web: null })
})
afterAll(async () => {
  await app.close()
  await rm(data, { recursive: true, force: true })
})

const registration = () => app.postgres.as('registration')

async function get(url: string, headers: Record<string, string> = {}) {
  return app.http.inject({ url, headers: { host: 'localhost', ...headers } })
}

test('who registers is shown the policy that holds, and its version is on record', async () => {
  const payload = 'email=ada%40people.example&consent-email=on'
  const headers = { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.http.inject({ method: 'POST', url: '/register/subscription', headers, payload })
  expect(answer.statusCode).toBe(303)
  const { rows } = await sql<{ policy_version: string }>`SELECT DISTINCT policy_version FROM consents`.execute(
    registration(),
  )
  expect(rows).toEqual([{ policy_version: '1' }])
})

test('what is used is logged by its route, without what was asked for', async () => {
  await get('/policies/privacy?secret=name', { 'user-agent': 'Test/1.0', 'sec-gpc': '1' })
  await get('/healthz')
  await get('/nowhere/at/all')
  const read = async () =>
    (
      await sql<{ action: string; browser: string; gpc: boolean }>`SELECT * FROM usage ORDER BY at`.execute(
        registration(),
      )
    ).rows
  await vi.waitFor(
    async () => expect(await read()).toContainEqual(expect.objectContaining({ action: 'GET /policies/:kind' })),
    {
      timeout: 5000,
      interval: 100,
    },
  )
  const rows = await read()
  expect(rows.find(({ action }) => action === 'GET /policies/:kind')).toMatchObject({ browser: 'Test/1.0', gpc: true })
  expect(JSON.stringify(rows)).not.toMatch(/secret|nowhere|healthz/)
})

type Wall = { canaries: number; watches: { files: number; found: number }[]; findings: { place: string }[] }

test('canaries are planted at the first start, the watch goes round, and an edition that holds one raises the alarm', async () => {
  const wall = async () => (await get('/v1/operator/wall')).json<Wall>()
  await vi.waitFor(async () => expect((await wall()).watches).toMatchObject([{ files: 2, found: 0 }]), {
    timeout: 15_000,
    interval: 100,
  })
  expect(await wall()).toMatchObject({ canaries: 7, findings: [] })
  const { rows } = await sql<{ email: string; name: string; state: string }>`
    SELECT c.email, r.state, r.fields->>'name' AS name FROM canaries c
    JOIN correspondents p ON p.address = c.email JOIN registrations r ON r.correspondent = p.id`.execute(registration())
  expect(rows).toHaveLength(7)
  expect(
    (await sql`SELECT * FROM mails WHERE recipient IN (SELECT email FROM canaries)`.execute(registration())).rows,
  ).toEqual([])

  await app.close()
  await appendFile(join(data, 'editions', 'e1', 'index', 'contacts.jsonl'), `{"email":"${rows[0]?.email}"}\n`)
  app = await createApp({ config: { ...loadConfig({}), logLevel: 'silent' }, data, web: null })
  await vi.waitFor(
    async () => expect((await wall()).findings).toMatchObject([{ place: 'edition:e1/contacts.jsonl' }]),
    {
      timeout: 15_000,
      interval: 100,
    },
  )
  const trail = (await get('/v1/operator/audit?action=wall')).json<{ items: { action: string; subject: string }[] }>()
  expect(trail.items.map(({ action }) => action)).toEqual(['wall.alarm', 'wall.plant'])
})
