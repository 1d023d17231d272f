import { join } from 'node:path'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp, Principal } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openSuppressionKey } from '../suppression/index.ts'
import { askForData } from './ask-for-data.ts'
import { openPaperSeal, privacyRoutes } from './index.ts'
import type { PrivacyDependencies, PrivacyTables } from './index.ts'
import { erasePapers, expireLinks, keepTimesJob } from './privacy-jobs.ts'
import { readInboundMail } from './read-inbound-mail.ts'
import { takeInboundMail } from './take-inbound-mail.ts'

let database: ADatabase
let db: Kysely<PrivacyTables>
let app: HttpApp
let dependencies: PrivacyDependencies
const clock = createManualClock('2026-03-02T09:00:00.000Z')

const agent = (user: string): Principal => ({
  kind: 'user',
  user,
  email: `${user}@fairlist.example`,
  organisation: null,
  role: null,
  staff: ['support'],
  session: user,
})

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as('privacy')
  const key = await openSuppressionKey({ db: database.postgres.as('privacy'), data: database.data })
  dependencies = {
    db,
    clock,
    key,
    seal: await openPaperSeal(join(database.data, 'keys', 'requests.key')),
    catalogue: {
      edition: () => null,
      use: () => Promise.reject(new Error('nothing is served')),
      hide: () => {},
      refreshMasks: async () => {},
      getContacts: async () => [],
    },
    evidence: {
      supportOf: async () => [],
      disclosuresOf: async () => [],
      nameAccounts: async () => new Map(),
      addCorrectedRow: async () => {},
    },
    links: {
      yourData: (token) => `https://f.example/your-data/${token}`,
      stopStatus: (token) => `https://f.example/stop/status/${token}`,
    },
  }
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    identify: async ({ headers }) => agent(String(headers['x-agent'] ?? 'ann')),
    routes: privacyRoutes({ ...dependencies, step: 0, inbound: { secret: null, own: [] } }),
  })
})
afterAll(async () => {
  await app.close()
  await database.remove()
})
beforeEach(() => {
  clock.advance(1000)
})

type Item = { number: string; due: string; daysLeft: number; state: string; owner: string | null; mine: boolean }
type Body = Item & {
  items: Item[]
  next: string | null
  counts: Record<string, number>
  papers: { kind: string; text: string }[]
  person: object | null
  events: { kind: string; actor: string }[]
  detail: string
}

async function call(
  method: 'GET' | 'POST',
  url: string,
  body?: object,
  agent = 'ann',
): Promise<{ status: number; body: Body }> {
  clock.advance(1000)
  const headers = { host: 'localhost', 'x-agent': agent }
  const answer = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

async function opened(body: object = {}): Promise<Body> {
  const given = {
    kind: 'correction',
    email: 'ada@people.example',
    name: 'Ada Example',
    text: 'My title is wrong.',
    ...body,
  }
  return (await call('POST', '/v1/requests', given)).body
}

async function lettersOf(number: string): Promise<{ template: string; recipient: string; text: string }[]> {
  const rows = await db.selectFrom('mails').selectAll().orderBy('id').execute()
  return rows
    .map(({ template, recipient, data }) => ({ template, recipient, text: JSON.stringify(data) }))
    .filter(({ text }) => text.includes(number))
}

describe('the desk', () => {
  test('a call is written down, answered by letter, and closed; its papers are sealed in the database', async () => {
    const { number, due, person, papers } = await opened()
    expect([due, person, papers]).toMatchObject([
      '2026-03-30',
      { email: 'ada@people.example' },
      [{ kind: 'message', text: 'My title is wrong.' }],
    ])
    expect(await lettersOf(number)).toMatchObject([{ template: 'request-received', recipient: 'ada@people.example' }])
    const { body } = await call('POST', `/v1/requests/${number}/answer`, {
      text: 'It is right.\n\nWe asked.',
      close: true,
    })
    expect(body).toMatchObject({ state: 'closed', outcome: 'done', mine: true })
    expect((await lettersOf(number))[1]?.text).toContain('"It is right.","We asked."')
    const { rows } =
      await sql`SELECT r.*, p.sealed, e.detail FROM requests r JOIN request_papers p ON p.request = r.id JOIN request_events e ON e.request = r.id`.execute(
        db,
      )
    expect(
      JSON.stringify(rows, (_key, value: unknown) => (Buffer.isBuffer(value) ? value.toString('latin1') : value)),
    ).not.toMatch(/ada@|title/i)
  })

  test('two agents at one request: the first step takes it, the other is told, and may take it over', async () => {
    const { number } = await opened()
    const both = await Promise.all([
      call('POST', `/v1/requests/${number}/notes`, { text: 'Looking.' }, 'ann'),
      call('POST', `/v1/requests/${number}/notes`, { text: 'Looking, too.' }, 'bob'),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const loser = both[0].status === 409 ? 'ann' : 'bob'
    expect((await call('POST', `/v1/requests/${number}/take`, {}, loser)).body.detail).toContain('A colleague has')
    const taken = await call('POST', `/v1/requests/${number}/take`, { over: true }, loser)
    expect(taken.body).toMatchObject({ owner: loser, mine: true })
    expect(
      (await call('GET', `/v1/requests/${number}`)).body.papers.filter(({ kind }) => kind === 'note'),
    ).toHaveLength(1)
    expect((await call('POST', `/v1/requests/${number}/close`, { outcome: 'withdrawn' }, loser)).status).toBe(200)
    expect((await call('POST', `/v1/requests/${number}/take`, { over: true }, 'ann')).status).toBe(409)
  })

  test('the clock stands still while the person is asked, and is extended once, before it is over', async () => {
    const { number, due } = await opened()
    expect(due).toBe('2026-03-30')
    expect((await call('POST', `/v1/requests/${number}/pause`, { text: 'Which title?' })).body).toMatchObject({
      state: 'paused',
    })
    clock.advance(10 * 86_400_000)
    expect((await call('POST', `/v1/requests/${number}/resume`)).body).toMatchObject({
      state: 'open',
      due: '2026-04-09',
    })
    expect((await call('POST', `/v1/requests/${number}/resume`)).status).toBe(409)
    const extended = await call('POST', `/v1/requests/${number}/extend`, { text: 'We have to ask three sources.' })
    expect(extended.body).toMatchObject({ due: '2026-06-09', extended: true, mayExtend: false })
    expect((await call('POST', `/v1/requests/${number}/extend`, { text: 'And more.' })).status).toBe(409)
    expect((await lettersOf(number)).at(-1)?.text).toContain('2026-06-09')
  })

  test('the list begins with what is due first, counts, filters, and goes on page by page', async () => {
    await call('POST', `/v1/requests/${(await opened({ kind: 'access' })).number}/take`, {}, 'bob')
    for (let n = 0; n < 5; n++) await opened({ kind: 'other', email: undefined })
    const seen: Item[] = []
    let cursor = ''
    do {
      const { body } = await call('GET', `/v1/requests?limit=3${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items)
      cursor = body.next ?? ''
    } while (cursor)
    expect(new Set(seen.map(({ number }) => number)).size).toBe(seen.length)
    const waiting = seen.filter(({ state }) => state !== 'closed')
    expect(waiting.map(({ due }) => due)).toEqual(waiting.map(({ due }) => due).toSorted())
    expect(seen.slice(waiting.length).every(({ state }) => state === 'closed')).toBe(true)
    const mine = await call('GET', '/v1/requests?owner=me&state=waiting', undefined, 'bob')
    expect(mine.body.items.length).toBe(mine.body.counts['mine'])
    clock.advance(30 * 86_400_000)
    const late = await call('GET', '/v1/requests?overdue=true')
    expect(late.body.items.length).toBe(late.body.counts['overdue'])
    expect(late.body.items.every(({ daysLeft }) => daysLeft < 0)).toBe(true)
    expect((await call('GET', '/v1/requests?cursor=nonsense')).status).toBe(400)
    expect((await call('GET', `/v1/requests?q=${seen[0]?.number.slice(-4)}`)).body.items[0]).toMatchObject({
      number: seen[0]?.number,
    })
  })

  test('who asks by telephone to be left out is left out from that moment on', async () => {
    const { number } = await opened({ kind: 'stop', email: 'out@people.example' })
    const { rows } = await sql`SELECT channel FROM suppressions WHERE number = ${number}`.execute(db)
    expect(rows).toEqual([{ channel: 'telephone' }])
  })

  test.each([
    ['POST', '/v1/requests/nonsense/take', {}, 400],
    ['POST', '/v1/requests/R-2026-999999/take', {}, 404],
    ['POST', '/v1/requests', { kind: 'stop', email: 'x' }, 400],
    ['POST', '/v1/requests', { kind: 'nonsense' }, 400],
  ] as const)('%s %s with %o is %d', async (method, url, body, status) => {
    expect((await call(method, url, body)).status).toBe(status)
  })

  test('a correction of nobody and a deletion of nobody are told', async () => {
    const { number } = await opened({ email: undefined })
    expect((await call('POST', `/v1/requests/${number}/correction`, { accept: true })).status).toBe(400)
    expect((await call('POST', `/v1/requests/${number}/correction`, { accept: false })).status).toBe(400)
    expect((await call('POST', `/v1/requests/${number}/deletion`, {})).status).toBe(409)
    expect((await call('GET', `/v1/requests/${number}`)).body.state).toBe('open')
  })
})

describe('asking by address', () => {
  const address = (name: string) => ({ address: `${name}@people.example`, key: `${name}@people.example` })
  const ask = (name: string) =>
    askForData(dependencies, { kind: 'access', channel: 'web', actor: 'person', address: address(name) })

  test('at most five letters a day, also when all are asked for at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, () => ask('many')))
    expect(numbers.filter((number) => number !== null)).toHaveLength(5)
    const letters = await db.selectFrom('mails').select('id').where('recipient', '=', 'many@people.example').execute()
    expect(letters).toHaveLength(5)
    clock.advance(86_400_000)
    expect(await ask('many')).not.toBeNull()
  })

  test('a link that nobody follows ends; papers go when their time is over, the evidence stays', async () => {
    const number = (await ask('quiet')) ?? ''
    clock.advance(49 * 3_600_000)
    await expireLinks(dependencies)
    expect((await call('GET', `/v1/requests/${number}`)).body).toMatchObject({
      state: 'closed',
      outcome: 'expired',
      person: { email: 'quiet@people.example' },
    })
    await erasePapers(dependencies)
    expect((await call('GET', `/v1/requests/${number}`)).body.person).not.toBeNull()
    clock.advance(3 * 366 * 86_400_000)
    const context = { id: '1', signal: new AbortController().signal, log: createLog({ level: 'silent' }) }
    await keepTimesJob(dependencies).run({}, context)
    const { body } = await call('GET', `/v1/requests/${number}`)
    expect(body).toMatchObject({ person: null, papers: [] })
    expect(body.events.map(({ kind }) => kind)).toEqual(['received', 'expired', 'erased'])
  })

  test('evidence is never changed or removed', async () => {
    await expect(sql`UPDATE request_events SET kind = 'x'`.execute(db)).rejects.toThrow(/permission denied|only grows/)
    await expect(sql`DELETE FROM request_events`.execute(db)).rejects.toThrow(/permission denied|only grows/)
    await expect(sql`DELETE FROM suppressions`.execute(db)).rejects.toThrow(/permission denied/)
  })
})

describe('a mail', () => {
  const mail = (headers: string, text = 'Hello.') =>
    readInboundMail(Buffer.from(`${headers}\n\n${text}\n`.replaceAll('\n', '\r\n')), [])

  test('that names a number goes to that request, if it comes from who asked; the same one once', async () => {
    const { number } = await opened({ email: 'reply@people.example' })
    const reply = await mail(
      `From: reply@people.example\nSubject: Re: stop (${number})\nMessage-ID: <r1@x.example>`,
      'Since May.',
    )
    expect(await takeInboundMail(dependencies, reply)).toEqual({ outcome: 'added', number })
    expect(await takeInboundMail(dependencies, reply)).toEqual({ outcome: 'added', number })
    const { papers } = (await call('GET', `/v1/requests/${number}`)).body
    expect(papers.filter(({ text }) => text.includes('Since May.'))).toHaveLength(1)
    const stranger = await mail(`From: other@people.example\nSubject: Re: (${number})\nMessage-ID: <r2@x.example>`)
    expect((await takeInboundMail(dependencies, stranger)).number).not.toBe(number)
  })

  test('the same one many times at once is one request and one letter', async () => {
    const one = await mail('From: once@people.example\nSubject: I have a question\nMessage-ID: <once@x.example>')
    const taken = await Promise.all(Array.from({ length: 10 }, () => takeInboundMail(dependencies, one)))
    expect(new Set(taken.map(({ number }) => number)).size).toBe(1)
    expect(
      await db.selectFrom('mails').select('id').where('recipient', '=', 'once@people.example').execute(),
    ).toHaveLength(1)
  })

  test('of a list is a request that nobody is written to about', async () => {
    const bulk = await mail('From: news@people.example\nList-Id: <news.people.example>\nSubject: stop')
    const { outcome, number } = await takeInboundMail(dependencies, bulk)
    expect(outcome).toBe('request')
    expect(await lettersOf(number ?? '')).toEqual([])
  })
})
