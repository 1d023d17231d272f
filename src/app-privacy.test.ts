import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aCompany, aContact, anEdition } from '../test/builders/an-edition.ts'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { loadConfig } from './config.ts'
import { createManualClock } from './platform/clock/index.ts'

const SECRET = 's'.repeat(32)
const clock = createManualClock('2026-03-02T09:00:00.000Z')
const person = (number: number, first: string, more: object = {}) =>
  aContact({
    number,
    first,
    last: `Lovelace${number}`,
    name: `${first} Lovelace${number}`,
    email: `${first.toLowerCase()}@works.example`,
    phone: `+120255501${10 + number}`,
    ...more,
  })

let data: string
let app: App

const start = () => {
  const environment = { INBOUND_MAIL_SECRET: SECRET, MAIL_FROM: 'Fairlist <privacy@fairlist.example>' }
  return createApp({ config: { ...loadConfig(environment), logLevel: 'silent' }, data, web: null, clock })
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-app-privacy-'))
  const contacts = [
    person(1, 'Ada'),
    person(2, 'Bea', { emails: ['bea@private.example'] }),
    person(3, 'Cleo'),
    person(4, 'Dora', { country: 'DE' }),
    person(5, 'Eve'),
    person(6, 'Fay'),
    person(7, 'Gil'),
  ]
  await anEdition({ data, contacts, companies: [aCompany({ contacts: 7 })] })
  app = await start()
})
afterAll(async () => {
  await app.close()
  await rm(data, { recursive: true, force: true })
})

type Answer = { status: number; location: string; page: string; props: Record<string, unknown>; json: never }

async function call(method: 'GET' | 'POST', url: string, body?: object, form = false): Promise<Answer> {
  clock.advance(1000)
  const payload = body && (form ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body))
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
  const headers = { host: 'localhost', ...(payload === undefined ? {} : { 'content-type': type }) }
  const answer = await app.http.inject({
    method,
    url: url.replace(/^http:\/\/[^/]+/, ''),
    headers,
    ...(payload === undefined ? {} : { payload }),
  })
  const [, page = '', props = '{}'] = /^([a-z-]+)\n([^]*)$/.exec(answer.body) ?? []
  const json = /json/.test(String(answer.headers['content-type'])) ? answer.json<never>() : ({} as never)
  const location = answer.headers['location'] ?? ''
  return { status: answer.statusCode, location, page, props: JSON.parse(props) as never, json }
}

const post = (url: string, form: Record<string, string>) => call('POST', url, form, true)

async function names(): Promise<string[]> {
  const { json } = await call('GET', '/v1/contacts?limit=50&sort=name')
  return (json as { items: { first: string }[] }).items.map(({ first }) => first)
}

async function rows<Row>(query: string): Promise<Row[]> {
  const { rows: found } = await sql.raw<Row>(query).execute(app.postgres.as('privacy'))
  return found
}

/** The letters to an address that went out, as files. */
async function lettersTo(address: string): Promise<string[]> {
  return vi.waitFor(
    async () => {
      const waiting = await rows(`SELECT id FROM mails WHERE state IN ('queued', 'sending')`)
      expect(waiting).toEqual([])
      const files = (await readdir(join(data, 'mail'))).toSorted()
      const all = await Promise.all(files.map((file) => readFile(join(data, 'mail', file), 'utf8')))
      return all
        .filter((mail) => mail.toLowerCase().includes(`to: ${address}`))
        .map((mail) => mail.replaceAll('=\r\n', '').replaceAll('=3D', '='))
    },
    { timeout: 10_000, interval: 50 },
  )
}

async function linkTo(address: string): Promise<string> {
  const links = (await lettersTo(address)).map((letter) => /http:\/\/\S+(\/your-data\/[\w-]{43})/.exec(letter)?.[1])
  return links.filter((link) => link !== undefined).at(-1) ?? ''
}

describe('a stop', () => {
  test('is in force when it is answered, on every road, under every identifier, and leaves no word about whose it is', async () => {
    expect(await names()).toContain('Bea')
    const { status, location } = await post('/stop', { email: ' BEA@Works.example ', name: '', company: '' })
    expect(status).toBe(303)
    expect(await names()).not.toContain('Bea')
    expect((await call('GET', '/v1/contacts/c0000000002')).status).toBe(404)
    expect((await call('GET', '/v1/contacts/count')).json).toMatchObject({ total: 6 })
    const shown = await call('GET', location)
    expect(shown).toMatchObject({
      status: 200,
      page: 'stop-status',
      props: { number: 'R-2026-000001', state: 'in-force' },
    })
    const stored = JSON.stringify(
      await rows('SELECT s.*, i.mac FROM suppressions s JOIN suppression_identifiers i ON i.suppression = s.id'),
    )
    expect(stored).not.toMatch(/bea|works/i)
    expect(await rows('SELECT FROM suppression_identifiers')).not.toHaveLength(1)
  })

  test('stays in force when the server starts again, and in an edition that brings the person with another address', async () => {
    await app.close()
    const back = person(8, 'Bea', { last: 'Lovelace2', name: 'Bea Lovelace2', email: 'bea@private.example' })
    const contacts = [1, 3, 4, 5, 6, 7].map((number) =>
      person(
        number,
        ['', 'Ada', '', 'Cleo', 'Dora', 'Eve', 'Fay', 'Gil'][number] ?? '',
        number === 4 ? { country: 'DE' } : {},
      ),
    )
    await anEdition({ data, edition: 'e000002', contacts: [...contacts, back], companies: [aCompany({ contacts: 7 })] })
    app = await start()
    expect(await names()).toEqual(['Ada', 'Cleo', 'Dora', 'Eve', 'Fay', 'Gil'])
  })

  test('a wrong key does not start', async () => {
    await app.close()
    const file = join(data, 'keys', 'suppression.key')
    const right = await readFile(file, 'utf8')
    await writeFile(file, `1:${'ab'.repeat(32)}\n`)
    await expect(start()).rejects.toMatchObject({ code: 'internal' })
    await rm(file)
    await expect(start()).rejects.toMatchObject({ code: 'unavailable' })
    await writeFile(file, right)
    app = await start()
  })
})

describe('somebody’s own data', () => {
  test('is shown by a link in a letter, the same answer for every address', async () => {
    const known = await post('/your-data', { email: 'dora@works.example' })
    const unknown = await post('/your-data', { email: 'nobody@works.example' })
    expect([known.status, known.location]).toEqual([unknown.status, unknown.location])
    const link = await linkTo('dora@works.example')
    const { page, props } = await call('GET', link)
    expect(page).toBe('your-data')
    expect(props).toMatchObject({
      address: 'dora@works.example',
      contacts: [{ id: 'c0000000004', name: 'Dora Lovelace4' }],
    })
    expect(JSON.stringify(props['contacts'])).toContain('Sales Director')
    const [request] = await rows<{ law: string; state: string }>(
      `SELECT law, state FROM requests WHERE kind = 'access' ORDER BY id LIMIT 1`,
    )
    expect(request).toEqual({ law: 'gdpr', state: 'closed' })
    expect(await call('GET', await linkTo('nobody@works.example'))).toMatchObject({
      page: 'your-data',
      props: { contacts: [] },
    })
  })

  test('a correction: asked for, taken, accepted; the wrong value is gone at once, the right one is in the next build', async () => {
    const link = await linkTo('dora@works.example')
    expect((await post(`${link}/correction`, { what: 'c0000000001 title', value: 'x' })).status).toBe(422)
    const form = { what: 'c0000000004 title', value: 'Chief Analyst', note: 'Since May.' }
    const asked = await post(`${link}/correction`, form)
    expect((await post(`${link}/correction`, form)).location).toBe(asked.location) // sent twice: one request
    const number = asked.location.split('/').at(-1) ?? ''
    expect((await call('GET', asked.location)).props).toMatchObject({
      notice: { kind: 'correction', number, due: '2026-04-02' },
    })
    const list = await call('GET', '/v1/requests?state=waiting')
    expect(list.json).toMatchObject({
      counts: { open: 1, free: 1, overdue: 0 },
      items: [{ number, kind: 'correction', daysLeft: 31 }],
    })
    expect((await call('POST', `/v1/requests/${number}/take`, {})).json).toMatchObject({
      mine: true,
      wish: { field: 'title', held: 'Sales Director' },
    })
    const done = await call('POST', `/v1/requests/${number}/correction`, { accept: true })
    expect(done.json).toMatchObject({
      state: 'closed',
      outcome: 'done',
      events: [{ kind: 'received' }, { kind: 'taken' }, { kind: 'decided' }],
    })
    const { json } = await call('GET', '/v1/contacts/c0000000004')
    expect(json).toMatchObject({ id: 'c0000000004', email: 'dora@works.example' })
    expect(json).not.toHaveProperty('title')
    const [batch = ''] = await readdir(join(data, 'batches'))
    expect(JSON.parse(await readFile(join(data, 'batches', batch, 'batch.json'), 'utf8'))).toMatchObject({
      source: 'the person themselves',
      rows: 1,
      rejected: 0,
    })
    await app.catalogue.refreshMasks()
    expect((await call('GET', '/v1/contacts/c0000000004')).json).not.toHaveProperty('title')
  })

  test('a correction follows the person into an edition that is wrong still, and not into one that is right', async () => {
    const dora = (title: string) => person(4, 'Dora', { country: 'DE', title, number: undefined, id: 'c0000000014' })
    const others = [person(1, 'Ada'), person(3, 'Cleo'), person(5, 'Eve'), person(6, 'Fay'), person(7, 'Gil')]
    await anEdition({
      data,
      edition: 'e000003',
      contacts: [...others, dora('Sales Director')],
      companies: [aCompany()],
    })
    await app.catalogue.refresh()
    expect((await call('GET', '/v1/contacts/c0000000014')).json).not.toHaveProperty('title')
    await anEdition({ data, edition: 'e000004', contacts: [...others, dora('Chief Analyst')], companies: [aCompany()] })
    await app.catalogue.refresh()
    expect((await call('GET', '/v1/contacts/c0000000014')).json).toMatchObject({ title: 'Chief Analyst' })
  })

  test('a deletion: not listed from the click on; carried out by a person; told', async () => {
    await post('/your-data', { email: 'eve@works.example' })
    const link = await linkTo('eve@works.example')
    const asked = await post(`${link}/deletion`, {})
    expect(await names()).not.toContain('Eve')
    const number = asked.location.split('/').at(-1) ?? ''
    expect((await call('GET', asked.location)).props).toMatchObject({
      contacts: [],
      notice: { kind: 'deletion', number },
    })
    expect((await post(`${link}/deletion`, {})).location).toBe(link) // nothing is left to delete
    const done = await call('POST', `/v1/requests/${number}/deletion`, {})
    expect(done.json).toMatchObject({ state: 'closed', outcome: 'done' })
    expect((await call('POST', `/v1/requests/${number}/deletion`, {})).status).toBe(409)
    expect((await lettersTo('eve@works.example')).at(-1)).toContain('is deleted')
  })

  test('an old link and a changed one show nothing', async () => {
    const link = await linkTo('dora@works.example')
    expect(await call('GET', `${link.slice(0, -2)}${link.endsWith('AA') ? 'BB' : 'AA'}`)).toMatchObject({
      status: 404,
      page: 'your-data-expired',
    })
    clock.advance(49 * 3_600_000)
    expect(await call('GET', link)).toMatchObject({ status: 404, page: 'your-data-expired' })
  })
})

describe('a mail to the privacy address', () => {
  const send = async (mail: string, { secret = SECRET, late = 0 } = {}) => {
    const time = Math.floor(clock.now().getTime() / 1000) - late
    const mac = createHmac('sha256', secret).update(`${time}.${mail}`).digest('hex')
    const headers = {
      host: 'localhost',
      'content-type': 'message/rfc822',
      'x-fairlist-signature': `t=${time},v1=${mac}`,
    }
    const answer = await app.http.inject({ method: 'POST', url: '/v1/inbound-mail', headers, payload: mail })
    return { status: answer.statusCode, body: answer.json<{ outcome: string; number: string }>() }
  }
  const mail = (headers: Record<string, string>, text = 'Hello.') =>
    `${Object.entries({ To: 'privacy@fairlist.example', ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n${text}\r\n`

  test('that says stop stops at once, once, and is answered with its number', async () => {
    const stop = mail({
      From: 'Fay <fay@works.example>',
      Subject: 'Please remove me',
      'Message-ID': '<1@works.example>',
    })
    const first = await send(stop)
    expect(first).toMatchObject({ status: 202, body: { outcome: 'stopped' } })
    expect(await names()).not.toContain('Fay')
    expect(await send(stop)).toEqual(first)
    const letters = await lettersTo('fay@works.example')
    expect(letters).toHaveLength(1)
    expect(letters[0]).toContain(first.body.number)
    expect((await call('GET', `/v1/suppressions/${first.body.number}`)).json).toMatchObject({
      channel: 'mail',
      state: 'in-force',
    })
  })

  test('that is not signed, signed with another secret or long ago is refused', async () => {
    const stop = mail({ From: 'gil@works.example', Subject: 'stop' })
    expect((await send(stop, { secret: 'x'.repeat(32) })).status).toBe(403)
    expect((await send(stop, { late: 400 })).status).toBe(403)
    expect((await call('POST', '/v1/inbound-mail', {})).status).toBe(415)
    expect(await names()).toContain('Gil')
  })

  test('from ourselves or a machine that answers us is nothing; without a sender it is for a person', async () => {
    const before = await rows('SELECT FROM requests')
    const machines: Record<string, string>[] = [
      { From: 'privacy@fairlist.example', Subject: 'stop' },
      { From: 'gil@works.example', Subject: 'stop', 'Auto-Submitted': 'auto-replied' },
      { From: 'MAILER-DAEMON@works.example', Subject: 'Undelivered: stop' },
    ]
    for (const headers of machines)
      expect((await send(mail(headers))).body).toEqual({ outcome: 'ignored', number: null })
    expect(await rows('SELECT FROM requests')).toHaveLength(before.length)
    expect((await send(mail({ Subject: 'delete my data' }))).body.outcome).toBe('request')
    expect(await names()).toContain('Gil')
  })

  test('that asks to be deleted is not listed meanwhile, and gets the link', async () => {
    const { body } = await send(mail({ From: 'gil@works.example', Subject: 'Delete my data' }))
    expect(body.outcome).toBe('request')
    expect(await names()).not.toContain('Gil')
    expect((await lettersTo('gil@works.example')).at(-1)).toContain(body.number)
    expect((await call('GET', `/v1/requests/${body.number}`)).json).toMatchObject({ state: 'unconfirmed' })
    const shown = await call('GET', await linkTo('gil@works.example'))
    expect(shown.props).toMatchObject({ contacts: [], notice: { kind: 'deletion', number: body.number } })
    expect((await call('GET', `/v1/requests/${body.number}`)).json).toMatchObject({ state: 'open' })
  })
})
