import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import type { ManualClock } from '../../platform/clock/index.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import type { MailTables } from '../mail/index.ts'
import {
  announcePolicies,
  currentPolicy,
  pendingAcceptance,
  policyRoutes,
  preferenceCookie,
  recordAcceptance,
  seedPolicies,
  upcomingChanges,
} from './index.ts'
import type { PolicyTables, Recipient } from './index.ts'

type Tables = PolicyTables & MailTables

let database: ADatabase
let db: Kysely<Tables>
let app: HttpApp
let clock: ManualClock
let users: Recipient[]
let announced: number
const DAY = 86_400_000
const host = '127.0.0.1:4600'

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as<Tables>('registration')
  clock = createManualClock('2026-03-01T09:00:00.000Z')
  await seedPolicies(db, { clock })
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    identify: async ({ headers: { 'x-user': user } }) => {
      if (typeof user !== 'string') return { kind: 'local' }
      const nowhere = { organisation: null, role: null } as const
      return { kind: 'user', user, email: `${user}@people.example`, ...nowhere, staff: ['operator'], session: 's' }
    },
    routes: async (server) => {
      server.get('/try-preference', { config: { access: 'public' } }, async (_request, reply) => ({
        set: preferenceCookie(reply, { name: 'density', value: 'compact', secure: true }),
      }))
      await policyRoutes({
        db: db,
        clock,
        origin: () => 'https://fairlist.example',
        announce: async () => void (announced += 1),
        operators: async () => [{ id: 'op', email: 'op@instance.example' }],
      })(server)
    },
  })
})
afterAll(async () => {
  await app.close()
  await database.remove()
})
beforeEach(() => {
  announced = 0
  users = []
})

const policies = () => db as unknown as Kysely<PolicyTables>

async function call(
  method: 'GET' | 'POST',
  url: string,
  options: { json?: object; form?: string; headers?: object } = {},
) {
  const { json, form, headers } = options
  const answer = await app.inject({
    method,
    url,
    headers: {
      host,
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    } as Record<string, string>,
    ...(json ? { payload: json } : {}),
    ...(form === undefined ? {} : { payload: form }),
  })
  return { status: answer.statusCode, body: answer.body, headers: answer.headers }
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the page's props, named where they are read
function props<Shape>(body: string): Shape {
  return JSON.parse(body.slice(body.indexOf('\n'))) as Shape
}

async function today(days = 0): Promise<string> {
  return new Date(clock.now().getTime() + days * DAY).toISOString().slice(0, 10)
}

let edition = 0
async function publish(kind: string, changes: object = {}) {
  const versions = await policies().selectFrom('policy_versions').select('version').where('policy', '=', kind).execute()
  const base = Math.max(...versions.map(({ version }) => version))
  const text = `# Text\n\nEdition ${edition++} of this text.\n`
  const whole = { base, text, summary: 'Something changes.', material: true, effective: await today(30) }
  const json = { ...whole, ...changes }
  return {
    ...(await call('POST', `/v1/operator/policies/${kind}/versions`, { json, headers: { 'x-user': 'op' } })),
    base,
  }
}

function announce(listUsers = listOf()) {
  return announcePolicies({ db: policies(), clock, listUsers, origin: () => 'https://fairlist.example' })
}

function listOf() {
  return async ({ after, limit }: { after: string | null; limit: number }) =>
    users.filter(({ id }) => after === null || id > after).slice(0, limit)
}

async function mailsAbout(kind: string, version: number): Promise<string[]> {
  const rows = await db
    .selectFrom('mails')
    .select('recipient')
    .where('key', 'like', `policy-change:${kind}:${version}:%`)
    .orderBy('recipient')
    .execute()
  return rows.map(({ recipient }) => recipient)
}

describe('versions', () => {
  test('the default texts hold from the first day, and seeding twice changes nothing', async () => {
    await seedPolicies(policies(), { clock })
    const current = await currentPolicy(policies(), { kind: 'privacy', clock })
    expect(current).toEqual({
      kind: 'privacy',
      title: 'Privacy policy',
      version: '1',
      effective: '2026-03-01',
      href: '/policies/privacy/versions/1',
    })
    expect(await upcomingChanges(policies(), { clock })).toEqual([])
  })

  test('of two who edit at once the second is told what changed, and nothing of theirs is kept', async () => {
    const first = await publish('contribution', { text: '# Text\n\nThe first editor was here.\n', material: false })
    expect(first.status).toBe(201)
    const second = await publish('contribution', { base: first.base, summary: 'Mine.' })
    expect(second.status).toBe(409)
    const problem = JSON.parse(second.body) as { detail: string; errors: { pointer: string; detail: string }[] }
    expect(problem.detail).toContain(`/policies/contribution/diff/${first.base}/${first.base + 1}`)
    expect(problem.errors.map(({ detail }) => detail)).toContain('+ The first editor was here.')
    expect(problem.errors[0]?.detail).toContain('by user:op')
    const rows = await policies()
      .selectFrom('policy_versions')
      .selectAll()
      .where('policy', '=', 'contribution')
      .execute()
    expect(rows).toHaveLength(2)
  })

  test('of twenty who publish at the same moment one succeeds', async () => {
    const json = { base: 1, summary: 'x', material: false, effective: await today(0) }
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        call('POST', '/v1/operator/policies/cookies/versions', { json: { ...json, text: `text ${i}` } }),
      ),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(19)
  })

  const unfit: [string, () => Promise<object>, number, string][] = [
    ['a material change after 29 days', async () => ({ effective: await today(29) }), 400, '/body/effective'],
    ['a change from yesterday', async () => ({ material: false, effective: await today(-1) }), 400, '/body/effective'],
    ['a day that is none', async () => ({ effective: '2026-02-30' }), 400, '/body/effective'],
    ['an empty text', async () => ({ text: ' \n' }), 400, '/body/text'],
    ['no summary', async () => ({ summary: ' ' }), 400, '/body/summary'],
    ['a text of too many lines', async () => ({ text: 'x\n'.repeat(3001) }), 400, '/body/text'],
    ['a text of a megabyte', async () => ({ text: 'x'.repeat(1_000_000) }), 400, '/body/text'],
    ['a base that never was', async () => ({ base: 999 }), 400, ''],
  ]
  test.each(unfit)('%s is refused', async (_name, changes, status, pointer) => {
    const answer = await publish('terms', await changes())
    expect(answer.status).toBe(status)
    expect(answer.body).toContain(pointer)
  })

  test('the same text again is refused', async () => {
    const { text } = await policies()
      .selectFrom('policy_versions')
      .select('text')
      .where('policy', '=', 'terms')
      .where('version', '=', 1)
      .executeTakeFirstOrThrow()
    expect((await publish('terms', { text })).status).toBe(400)
  })

  test('what was published, noticed or agreed to is final', async () => {
    const refused = /permission denied|never changed/
    await expect(sql`UPDATE policy_versions SET text = 'x'`.execute(db)).rejects.toThrow(refused)
    await expect(sql`DELETE FROM policy_versions`.execute(db)).rejects.toThrow(refused)
    await expect(sql`UPDATE policy_acceptances SET version = 1`.execute(db)).rejects.toThrow(refused)
    await expect(sql`DELETE FROM policy_notices`.execute(db)).rejects.toThrow(refused)
  })
})

test('a material change: announced, mailed once to each, then in force, then asked for', async () => {
  users = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, email: `${id}@users.example` }))
  await db.transaction().execute((trx) =>
    recordAcceptance(trx, {
      user: 'a',
      accepted: [
        { kind: 'privacy', version: '1' },
        { kind: 'terms', version: '1' },
      ],
      remoteAddress: '192.0.2.1',
      clock,
    }),
  )
  expect(await pendingAcceptance(policies(), { user: 'a', clock })).toEqual([])
  expect((await pendingAcceptance(policies(), { user: 'b', clock })).map(({ kind }) => kind)).toEqual([
    'privacy',
    'terms',
  ])

  const { status, base } = await publish('privacy', { summary: 'We keep less.\nAnd shorter.' })
  expect([status, announced]).toEqual([201, 1])
  const [change] = await upcomingChanges(policies(), { clock })
  expect(change).toMatchObject({ kind: 'privacy', version: '2', difference: '/policies/privacy/diff/1/2' })
  expect(
    props<{ items: { coming: object | null }[] }>((await call('GET', '/policies')).body).items[0]?.coming,
  ).not.toBeNull()

  // The server dies after each page: whoever was told is not told again, and nobody is left out.
  let pages = 0
  const failing = async (page: { after: string | null; limit: number }) => {
    pages += 1
    if (pages % 2 === 0) throw new Error('killed')
    return listOf()({ ...page, limit: 2 })
  }
  await announce(failing)
  await announce(failing).catch(() => {})
  expect(await announce()).toBeGreaterThan(0)
  expect(await announce()).toBe(0)
  expect(await mailsAbout('privacy', base + 1)).toEqual(users.map(({ email }) => email))
  users.push({ id: 'f', email: 'f@users.example' })
  expect(await announce()).toBe(1)

  expect(await pendingAcceptance(policies(), { user: 'a', clock })).toEqual([])
  clock.advance(30 * DAY)
  expect((await currentPolicy(policies(), { kind: 'privacy', clock })).version).toBe('2')
  expect(await upcomingChanges(policies(), { clock })).toEqual([])
  expect(await pendingAcceptance(policies(), { user: 'a', clock })).toMatchObject([{ kind: 'privacy', version: '2' }])

  const asked = await call('GET', '/policies/accept?next=/editions', { headers: { 'x-user': 'a' } })
  const page = props<{ action: string; next: string }>(asked.body)
  expect(page.next).toBe('/editions')
  const refused = await call('POST', page.action, { form: 'next=/editions', headers: { 'x-user': 'a' } })
  expect(refused.status).toBe(422)
  const agreed = await call('POST', page.action, { form: 'accept=on&next=/editions', headers: { 'x-user': 'a' } })
  expect([agreed.status, agreed.headers.location]).toEqual([303, '/editions'])
  expect(await pendingAcceptance(policies(), { user: 'a', clock })).toEqual([])
  const rows = await policies().selectFrom('policy_acceptances').selectAll().where('user_id', '=', 'a').execute()
  expect(rows.find(({ policy, version }) => policy === 'privacy' && version === 2)).toMatchObject({
    accepted_at: clock.now(),
    remote_address: '127.0.0.1',
  })
})

test('a change that is not material holds at once, is not mailed and not asked for', async () => {
  users = [{ id: 'g', email: 'g@users.example' }]
  const accepted = [
    { kind: 'privacy', version: 2 },
    { kind: 'terms', version: 1 },
  ]
  await db.transaction().execute((trx) => recordAcceptance(trx, { user: 'g', accepted, remoteAddress: null, clock }))
  const { status, base } = await publish('terms', { material: false, effective: await today() })
  expect([status, announced]).toEqual([201, 0])
  expect((await currentPolicy(policies(), { kind: 'terms', clock })).version).toBe(String(base + 1))
  await announce()
  expect(await mailsAbout('terms', base + 1)).toEqual([])
  expect(await pendingAcceptance(policies(), { user: 'g', clock })).toEqual([])
})

test('a server that slept over the day postpones it: nobody is told after the fact', async () => {
  users = [{ id: 'h', email: 'h@users.example' }]
  const { base } = await publish('terms')
  clock.advance(45 * DAY)
  expect((await currentPolicy(policies(), { kind: 'terms', clock })).version).toBe(String(base))
  await announce()
  expect((await currentPolicy(policies(), { kind: 'terms', clock })).version).toBe(String(base))
  const change = (await upcomingChanges(policies(), { clock })).find(({ kind }) => kind === 'terms')
  expect(change?.effective).toBe(await today(30))
  clock.advance(30 * DAY)
  expect((await currentPolicy(policies(), { kind: 'terms', clock })).version).toBe(String(base + 1))
})

describe('pages', () => {
  test('a policy is read in every version and compared', async () => {
    const page = props<{ state: string; html: string; versions: object[] }>(
      (await call('GET', '/policies/privacy/versions/1')).body,
    )
    expect(page.state).toBe('past')
    expect(page.html).toContain('<h2>1. If you use this site: registration data</h2>')
    expect(page.html).not.toContain('<h1>')
    expect(page.versions).toHaveLength(2)
    const difference = props<{ lines: { kind: string }[] }>((await call('GET', '/policies/privacy/diff/1/2')).body)
    expect(new Set(difference.lines.map(({ kind }) => kind))).toEqual(new Set(['same', 'added', 'removed']))
  })
  const missing = [
    '/policies/none',
    '/policies/privacy/versions/99',
    '/policies/privacy/diff/2/1',
    '/policies/privacy/diff/1/99',
  ]
  test.each(missing)('%s is not there', async (url) => {
    expect((await call('GET', url)).status).toBe(404)
  })
  test('an operator sees versions, blanks and how many were told', async () => {
    const { items } = JSON.parse((await call('GET', '/v1/operator/policies')).body) as {
      items: { kind: string; blanks: string[]; versions: { version: number; notices: number; acceptances: number }[] }[]
    }
    expect(items.find(({ kind }) => kind === 'privacy')?.versions[0]).toMatchObject({ version: 2, notices: 6 })
    const preview = await call('POST', '/v1/operator/policies/privacy/preview', {
      json: { text: '<b>[your name]</b>' },
    })
    expect(JSON.parse(preview.body)).toMatchObject({
      html: '<p>&lt;b&gt;[your name]&lt;/b&gt;</p>\n',
      blanks: ['your name'],
    })
  })
  const elsewhere = ['//evil.example', 'https://evil.example', '/\\evil.example', '/a\nb', 'javascript:1']
  test.each(elsewhere)('agreeing never leads to %j', async (next) => {
    const answer = await call('GET', `/policies/accept?next=${encodeURIComponent(next)}`, {
      headers: { 'x-user': 'zz' },
    })
    expect(props<{ next: string }>(answer.body).next).toBe('/search')
  })
})

describe('feedback', () => {
  test('is kept once, told to operators without what it says, and marked as done with an audit row', async () => {
    const form = 'topic=privacy&message=Please+explain&email=Ada%40news.example'
    for (let i = 0; i < 2; i++) expect((await call('POST', '/feedback', { form })).status).toBe(303)
    const list = JSON.parse((await call('GET', '/v1/operator/feedback?state=open')).body) as { items: { id: string }[] }
    expect(list.items).toMatchObject([
      { topic: 'Privacy or a policy', message: 'Please explain', email: 'Ada@news.example' },
    ])
    const mails = await db.selectFrom('mails').selectAll().where('key', 'like', 'feedback:%').execute()
    expect(mails.map(({ recipient }) => recipient)).toEqual(['op@instance.example'])
    expect(JSON.stringify(mails)).not.toMatch(/explain|ada@/i)
    const url = `/v1/operator/feedback/${list.items[0]?.id}/done`
    for (let i = 0; i < 2; i++) expect((await call('POST', url, { headers: { 'x-user': 'op' } })).status).toBe(200)
    const audit = database.postgres.as<{ events: { actor: string; action: string; subject: string } }>('audit')
    const rows = await audit.selectFrom('events').selectAll().where('action', '=', 'feedback.done').execute()
    expect(rows).toMatchObject([{ actor: 'user:op', subject: `feedback:${list.items[0]?.id}` }])
  })
  const bad: [string, string, string][] = [
    ['no message', 'topic=service&message=+', 'message'],
    ['an unknown topic', 'topic=x&message=a', 'topic'],
    ['an address that is none', 'topic=service&message=a&email=x%0d%0aBcc:y@z.example', 'email'],
    ['a message of 9,000 signs', `topic=service&message=${'a'.repeat(9000)}`, 'message'],
    ['nothing at all', '', 'message'],
  ]
  test.each(bad)('%s is answered with the form and what is wrong', async (_name, form, field) => {
    const answer = await call('POST', '/feedback', { form })
    expect(answer.status).toBe(422)
    expect(props<{ errors: object }>(answer.body).errors).toHaveProperty(field)
  })
})

describe('cookies', () => {
  test('a preference cookie is set unless declined or a signal is sent', async () => {
    const attempt = async (headers: object) => {
      const answer = await call('GET', '/try-preference', { headers })
      return [JSON.parse(answer.body).set, answer.headers['set-cookie'] ?? null]
    }
    const set = 'fairlist-preference-density=compact; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure'
    expect(await attempt({})).toEqual([true, set])
    expect(await attempt({ cookie: 'fairlist-cookies=allowed' })).toEqual([true, set])
    expect(await attempt({ cookie: 'a=b; fairlist-cookies=declined' })).toEqual([false, null])
    expect(await attempt({ 'sec-gpc': '1' })).toEqual([false, null])
    expect(await attempt({ 'sec-gpc': '1', cookie: 'fairlist-cookies=allowed' })).toEqual([false, null])
  })
  test('declining deletes what was set, without JavaScript', async () => {
    const headers = { cookie: 'fairlist-preference-density=compact; other=1' }
    const answer = await call('POST', '/cookies', { form: 'preferences=decline', headers })
    expect(answer.status).toBe(303)
    const cookies = [answer.headers['set-cookie']].flat().join('\n')
    expect(cookies).toContain('fairlist-cookies=declined')
    expect(cookies).toContain('fairlist-preference-density=; Path=/; Max-Age=0')
    expect(cookies).not.toContain('other')
  })
  test('a signal outweighs a yes, and the page says so', async () => {
    const yes = await call('POST', '/cookies', { form: 'preferences=allow', headers: { 'sec-gpc': '1' } })
    expect(String(yes.headers['set-cookie'])).toContain('fairlist-cookies=declined')
    const page = await call('GET', '/cookies', { headers: { 'sec-gpc': '1', cookie: 'fairlist-cookies=allowed' } })
    expect(props(page.body)).toMatchObject({ choice: 'declined' })
    expect(props((await call('GET', '/cookies')).body)).toMatchObject({ choice: null })
  })
  test('machines find the statement about the signal and whom to tell of weaknesses', async () => {
    expect(JSON.parse((await call('GET', '/.well-known/gpc.json')).body)).toMatchObject({ gpc: true })
    const { body, headers } = await call('GET', '/.well-known/security.txt')
    expect(headers['content-type']).toContain('text/plain')
    expect(body).toMatch(/^Contact: https:\/\/fairlist\.example\/feedback\nExpires: \d{4}-\d\d-\d\dT00:00:00Z\n/)
  })
})
