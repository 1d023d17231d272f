import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import type { KeyRing } from '../../platform/keys/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { evenTime } from './even-time.ts'
import { areSuppressed, listSuppressed, openSuppressionKey, stop, suppressDropped, suppressionRoutes } from './index.ts'
import type { Listing, StopDependencies, SuppressionTables } from './index.ts'

/** People of an edition by their identifiers: what a catalogue knows, in a few lines. */
const people: Record<string, string[]> = {
  c1: ['email:ada@works.example', 'email:ada@home.example', 'name-company:ada example|works'],
  c2: ['email:bea@works.example', 'name-company:ada example|works'],
  c3: ['email:cleo@works.example'],
}

let database: ADatabase
let db: Kysely<SuppressionTables>
let key: KeyRing
let app: HttpApp
let dependencies: StopDependencies
const clock = createManualClock('2026-12-31T23:59:00.000Z')
const hidden: string[] = []

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as('privacy')
  key = await openSuppressionKey({ db, data: database.data })
  const macs = Object.entries(people).map(([id, texts]) => ({ id, macs: texts.map((text) => key.mac(text)) }))
  const listing: Listing = {
    edition: () => 'e1',
    use: async (work) =>
      work({
        findByIdentifier: async (mac) =>
          macs.filter((each) => each.macs.some((one) => one.equals(mac))).map(({ id }) => id),
        identifiersOf: async (id) => macs.find((each) => each.id === id)?.macs ?? [],
      }),
    hide: (ids) => void hidden.push(...ids),
    refreshMasks: async () => {},
  }
  dependencies = { db, key, listing, clock }
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    routes: suppressionRoutes({ ...dependencies, step: 0 }),
  })
})
afterAll(async () => {
  await app.close()
  await database.remove()
})

async function send(method: 'GET' | 'POST', url: string, payload?: Record<string, string> | string) {
  const isForm = typeof payload === 'string'
  const answer = await app.inject({
    method,
    url,
    headers: {
      host: 'localhost',
      ...(payload ? { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' } : {}),
    },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.body, location: String(answer.headers['location']) }
}

const suppressed = async (...texts: string[]) =>
  areSuppressed(
    db,
    texts.map((text) => key.mac(text)),
  )

describe('a stop', () => {
  test('takes every identifier of whom it finds, hides them and whoever shares one, before it answers', async () => {
    const { number } = await stop(dependencies, { email: 'Ada@Works.example', channel: 'telephone', actor: 'user:1' })
    expect(number).toBe('R-2026-000001')
    expect(hidden).toEqual(['c1', 'c2'])
    expect(
      await suppressed(
        'email:ada@works.example',
        'email:ada@home.example',
        'name-company:ada example|works',
        'email:cleo@works.example',
      ),
    ).toEqual([true, true, true, false])
    const { rows } = await sql<{ action: string; subject: string; detail: object }>`
      SELECT action, subject, detail FROM audit.events ORDER BY id DESC LIMIT 1`.execute(database.postgres.as('audit'))
    expect(rows[0]).toMatchObject({ action: 'suppression.add', detail: { number, channel: 'telephone' } })
    expect(JSON.stringify(rows)).not.toContain('ada')
  })

  test('numbers have no gaps, also where many come at once and some fail; a new year begins at 1', async () => {
    const many = Array.from({ length: 40 }, (_, n) =>
      n % 4 === 0
        ? stop(
            { ...dependencies, key: { ...key, version: 99 } },
            { email: `x${n}@works.example`, channel: 'web', actor: 'person' },
          )
        : stop(dependencies, { email: `x${n}@works.example`, channel: 'web', actor: 'person' }),
    )
    const settled = await Promise.allSettled(many)
    const numbers = settled.flatMap((each) => (each.status === 'fulfilled' ? each.value.number : []))
    expect(numbers.toSorted()).toEqual(Array.from({ length: 30 }, (_, n) => `R-2026-${String(n + 2).padStart(6, '0')}`))
    clock.advance(120_000)
    const { number } = await stop(dependencies, { email: 'late@works.example', channel: 'web', actor: 'person' })
    expect(number).toBe('R-2027-000001')
  })

  test('the same form sent many times at once is one stop; with another address it is another', async () => {
    const form = (email: string) => new URLSearchParams({ email, form: 'one-form-one-form' }).toString()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send('POST', '/stop', form('twice@works.example'))),
    )
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
    expect((await send('POST', '/stop', form('other@works.example'))).location).not.toBe(answers[0]?.location)
  })

  test('says the same words about somebody who is listed, is not, and stopped before', async () => {
    const words = []
    for (const email of ['cleo@works.example', 'nobody@works.example', 'cleo@works.example']) {
      const { status, location } = await send('POST', '/stop', new URLSearchParams({ email }).toString())
      const { body } = await send('GET', location)
      words.push([status, body.replace(/R-2027-\d+/, 'NUMBER')])
    }
    expect(new Set(words.map((each) => JSON.stringify(each))).size).toBe(1)
  })

  test.each([
    ['', 'Please give your work e-mail address.'],
    ['nonsense', 'This does not look like an e-mail address'],
    ['a@b', 'This does not look like an e-mail address'],
    [`${'x'.repeat(400)}@works.example`, 'This is too long'],
  ])('“%s” is answered at the field', async (email, words) => {
    const before = await listSuppressed(db)
    const { status, body } = await send('POST', '/stop', new URLSearchParams({ email, name: 'Ada' }).toString())
    expect(status).toBe(422)
    expect(body).toContain(words)
    expect(body).toContain('"name": "Ada"')
    expect(await listSuppressed(db)).toHaveLength(before.length)
  })

  test('for machines, and by its number', async () => {
    const created = await send('POST', '/v1/stops', { email: 'machine@works.example' })
    expect(created.status).toBe(201)
    const { number, status } = JSON.parse(created.body) as { number: string; status: string }
    expect((await send('GET', status)).status).toBe(200)
    expect(JSON.parse((await send('GET', `/v1/suppressions/${number}`)).body)).toMatchObject({ number, channel: 'web' })
    expect((await send('POST', '/v1/stops', { email: 'x' })).body).toContain('/email')
    expect((await send('GET', '/v1/suppressions/R-2026-999999')).status).toBe(404)
    const first = JSON.parse((await send('GET', '/v1/suppressions?limit=2')).body) as { items: object[]; next: string }
    const second = JSON.parse((await send('GET', `/v1/suppressions?limit=2&cursor=${first.next}`)).body) as typeof first
    expect(new Set([...first.items, ...second.items].map((each) => JSON.stringify(each))).size).toBe(4)
  })

  test('a link that is not ours shows nothing', async () => {
    expect((await send('GET', '/stop/status/nonsense')).status).toBe(404)
  })
})

describe('what a build finds out', () => {
  test('is stored under the suppression that it belongs to; what belongs to none is left', async () => {
    const group = ['email:ada@works.example', 'email:ada@new.example'].map((text) => key.mac(text))
    const stranger = [key.mac('email:stranger@works.example')]
    await suppressDropped(db, [group, stranger])
    await suppressDropped(db, [group])
    expect(await suppressed('email:ada@new.example', 'email:stranger@works.example')).toEqual([true, false])
  })

  test('the list is sorted by bytes and knows none twice; what is lifted is not on it', async () => {
    const list = await listSuppressed(db)
    expect(list).toEqual(list.toSorted((a, b) => a.compare(b)))
    expect(new Set(list.map((mac) => mac.toString('hex'))).size).toBe(list.length)
    await sql`UPDATE suppressions SET state = 'lifted' WHERE number = 'R-2026-000001'`.execute(db)
    expect(await suppressed('email:ada@home.example')).toEqual([false])
    expect(await areSuppressed(db, [])).toEqual([])
  })
})

test('an answer comes after whole steps of time, also when it fails', async () => {
  const time = async (work: () => Promise<unknown>) => {
    const started = performance.now()
    await evenTime(60, work).catch(() => null)
    return performance.now() - started
  }
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  expect(await time(() => pause(1))).toBeGreaterThanOrEqual(58)
  expect(await time(() => pause(70))).toBeGreaterThanOrEqual(118)
  expect(await time(() => Promise.reject(new Error('no')))).toBeGreaterThanOrEqual(58)
})
