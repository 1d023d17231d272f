import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { compareWithPeers } from './compare-with-peers.ts'
import { healthScanRoutes } from './index.ts'
import type { HealthScanTables } from './index.ts'
import { keepCounts } from './keep-counts.ts'
import { laplace } from './laplace.ts'

let database: ADatabase
let db: Kysely<HealthScanTables>
let app: HttpApp
let address: string
const clock = createManualClock('2026-11-23T09:00:00.000Z')

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as('intake')
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    routes: healthScanRoutes({ db, clock, data: database.data, patience: 20_000 }),
  })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
}, 60_000)
afterAll(async () => {
  await app.close()
  await database.remove()
})

const people = (count: number) =>
  ['Name,E-mail', ...Array.from({ length: count }, (_, at) => `Ann Lee ${at},ann${at}@harbor.example`)].join('\n')

async function send(path: string, content: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) {
  const form = new FormData()
  form.append('file', new Blob([content]), 'C:\\lists\\people.csv')
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return fetch(address + path, { method: 'POST', body: form, redirect: 'manual' })
}

/** Files of visitors that are on disk. */
const onDisk = () => readdir(join(database.data, 'scans')).catch(() => [])
const kept = () => db.selectFrom('health_scans').selectAll().orderBy('id').execute()

describe('a file of a visitor', () => {
  let before: number
  beforeEach(async () => {
    before = (await kept()).length
  })

  test('is scanned without script: one form, one redirect, one page; nothing stays', async () => {
    const answer = await send('/scan', people(150))
    expect(answer.status).toBe(303)
    const path = answer.headers.get('location') ?? ''
    const page = await (await fetch(address + path)).text()
    expect(page).toMatch(/^scan-result\n/)
    expect(page).toContain('"file": "people.csv"')
    expect(page).toContain('"kept": "no"')
    expect(page).not.toContain('ann1@')
    expect(await onDisk()).toEqual([])
    expect((await kept()).length).toBe(before)
    const html = await fetch(`${address}${path}/report.html`)
    expect(html.headers.get('content-disposition')).toContain('attachment')
    expect(await html.text()).toContain('Health of people.csv')
    const pdf = Buffer.from(await (await fetch(`${address}${path}/report.pdf`)).arrayBuffer())
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('leaves counts, and nothing else, where that was agreed to', async () => {
    const answer = await send('/v1/scans', people(150), { keep: 'on', industry: '31-33', size: '50-249' })
    expect(answer.status).toBe(201)
    const { id, page } = (await answer.json()) as { id: string; page: string }
    expect(await (await fetch(address + page)).text()).toContain('"kept": "yes"')
    const state = (await (await fetch(`${address}/v1/scans/${id}`)).json()) as object
    expect(state).toMatchObject({
      state: 'done',
      rows: 150,
      indicators: { email: { share: 1 } },
      kept: true,
      peers: null,
    })
    const row = (await kept()).at(-1)
    const found = { rows: 150, industry: '31-33', size: '50-249', email: 1, phone: null, duplicates: 0 }
    expect(row).toMatchObject(found)
    expect(Object.keys(row ?? {}).length).toBe(10)
  })

  test.each([
    ['too few rows', people(20), { keep: 'on' }],
    ['no tick', people(150), { keep: '' }],
  ])('leaves none with %s', async (_, content, fields) => {
    const { page } = (await (await send('/v1/scans', content, fields)).json()) as { page: string }
    await fetch(address + page)
    expect((await kept()).length).toBe(before)
  })

  test.each([
    ['an empty file', '', 422],
    ['a list of nothing', '[{}', 422],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 422],
    ['more than is taken', new Uint8Array(50_000_001).fill(97), 413],
    ['Parquet', new TextEncoder().encode('PAR1 and more'), 415],
  ])('is refused beside the form, in words: %s', async (_, content, status) => {
    const sent = await send('/scan', content)
    const answer = sent.status === 303 ? await fetch(address + (sent.headers.get('location') ?? '')) : sent
    expect(answer.status).toBe(status)
    const page = await answer.text()
    expect(page).toMatch(/^scan\n[^]*"error": "\w/)
    // Where it lay on the server is nobody's business.
    expect(page).not.toContain(database.data)
    expect(await onDisk()).toEqual([])
  })

  test('is gone for whoever guesses, and for everybody after an hour', async () => {
    const { page } = (await (await send('/v1/scans', people(10))).json()) as { page: string }
    expect((await fetch(address + page)).status).toBe(200)
    expect((await fetch(`${address + page.slice(0, -1)}!`)).status).toBe(404)
    clock.advance(60 * 60_000)
    expect((await fetch(address + page)).status).toBe(404)
    expect((await fetch(`${address + page}/report.pdf`)).status).toBe(404)
  })
})

describe('others', () => {
  const scan = (email: number) => ({
    rows: 1000,
    indicators: { email: { share: email, rating: 'fair' as const }, complete: { share: 0.5, rating: 'weak' as const } },
  })
  const keep = async (count: number, sender: { industry: string | null; size: string | null }, email = 0.7) => {
    for (let i = 0; i < count; i++) await keepCounts({ db, clock }, { scan: scan(email), ...sender })
  }
  const farming = { industry: '11', size: '1-9' }

  test('are shown from 20 on, those most alike first, and only in whole blocks', async () => {
    const utilities = { industry: '22', size: '1-9' }
    await keep(19, utilities)
    expect((await compareWithPeers(db, utilities))?.industry ?? null).toBe(null)
    await keep(1, utilities)
    const first = await compareWithPeers(db, utilities)
    expect(first).toMatchObject({ ...utilities, scans: 20, shares: { email: expect.any(Number) } })
    expect(first?.shares.phone).toBeUndefined()
    expect(Math.abs((first?.shares.email ?? 0) - 0.7)).toBeLessThan(0.5)
    // Asked again, or when one more has come, the same: nobody learns what that one had.
    await keep(1, utilities, 0)
    expect(await compareWithPeers(db, utilities)).toEqual(first)
    // Who has no such peers is compared with those of the industry.
    expect(await compareWithPeers(db, { industry: '22', size: '1000+' })).toMatchObject({ industry: '22', size: null })
    expect(await compareWithPeers(db, farming)).toMatchObject({ industry: null, size: '1-9' })
  })

  test('have noise of the scale that is said, from a seed, and another for each purpose', () => {
    const seeds = Array.from({ length: 4000 }, (_, at) => new TextEncoder().encode(`seed ${at}`))
    const drawn = seeds.map((seed) => laplace(0.05, { seed, purpose: 'email' }))
    const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
    expect(Math.abs(mean(drawn))).toBeLessThan(0.005)
    // The mean distance from 0 of a Laplace distribution is its scale.
    expect(Math.abs(mean(drawn.map(Math.abs)) - 0.05)).toBeLessThan(0.004)
    const [seed = new Uint8Array()] = seeds
    expect(laplace(0.05, { seed, purpose: 'email' })).toBe(drawn[0])
    expect(laplace(0.05, { seed, purpose: 'phone' })).not.toBe(drawn[0])
  })

  test('cannot be changed or taken out by the role of the program', async () => {
    await expect(db.deleteFrom('health_scans').execute()).rejects.toThrow('permission denied')
    await expect(db.updateTable('health_scans').set({ rows: 1 }).execute()).rejects.toThrow('permission denied')
  })
})
