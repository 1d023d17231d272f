import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import fileChanges from '../src/app-file-changes.json' with { type: 'json' }
import { createApp } from '../src/app.ts'
import type { App } from '../src/app.ts'
import { loadConfig } from '../src/config.ts'
import { newId } from '../src/platform/ids/index.ts'
import { queueMail } from '../src/modules/mail/index.ts'
import { privacyChanges } from './privacy-changes.ts'
import { providerChanges } from './provider-changes.ts'
import { gatherCast } from './try-access.ts'

let data: string
let app: App
let cookie: string

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-staff-'))
  app = await createApp({ config: { ...loadConfig({}), logLevel: 'silent' }, data, web: null })
  cookie = (await gatherCast(app)).cookies.operator
}, 60_000)
afterAll(async () => {
  await app.close()
  await rm(data, { recursive: true, force: true })
})

/**
 * A change by staff: what is asked, and the row of the database that it leaves, to be found with its transaction; null when
 * rows go, and a trigger of their table tells of it.
 */
type Change = () => Promise<{
  url: string
  body?: object
  headers?: Record<string, string>
  action: string
  row: string | null
  schema?: string
}>

/** Every route by which staff changes a row. A new one belongs here with a way to try it. */
const changes: Record<string, Change> = {
  ...privacyChanges(() => app, inject),
  ...providerChanges(inject),
  'POST /v1/operator/policies/{kind}/versions': async () => ({
    url: '/v1/operator/policies/cookies/versions',
    body: { base: 1, text: 'New.', summary: 'New.', material: false, effective: day() },
    action: 'policy.publish',
    row: `SELECT xmin::text AS tx FROM policy_versions WHERE policy = 'cookies' AND version = 2`,
  }),
  'POST /v1/operator/feedback/{id}/done': async () => {
    const id = '01890000-0000-7000-8000-000000000001'
    await sql`INSERT INTO feedback (id, digest, topic, message, sent_at)
      VALUES (${id}, 'test', 'other', 'x', now())`.execute(app.postgres.as('registration'))
    return {
      url: `/v1/operator/feedback/${id}/done`,
      action: 'feedback.done',
      row: `SELECT xmin::text AS tx FROM feedback WHERE id = '${id}'`,
    }
  },
  'PUT /v1/operator/users/{id}/staff': async () => {
    const id = await aUser()
    return {
      url: `/v1/operator/users/${id}/staff`,
      body: { roles: ['support'] },
      action: 'user-staff.create',
      row: `SELECT xmin::text AS tx FROM staff WHERE user_id = '${id}'`,
    }
  },
  'DELETE /v1/operator/users/{id}/sessions': async () => {
    const id = await aUser()
    return { url: `/v1/operator/users/${id}/sessions`, action: 'session.remove', row: null }
  },
  'POST /v1/operator/mails/{id}/resend': async () => {
    const db = app.postgres.as('registration')
    const letter = { title: 'x', paragraphs: ['x'], link: 'https://fairlist.example' }
    const mail = { template: 'operator-notice', to: 'a@b.example', kind: 'service', data: letter } as const
    const id = await db.transaction().execute(async (trx) => {
      const queued = await queueMail(trx, mail)
      await sql`UPDATE mails SET state = 'failed', settled_at = now() WHERE id = ${queued}`.execute(trx)
      return queued
    })
    return {
      url: `/v1/operator/mails/${id}/resend`,
      action: 'mail.resend',
      row: `SELECT xmin::text AS tx FROM mails WHERE id = '${id}'`,
    }
  },
  'POST /v1/operator/accounts/{id}/subscription': async () => ({
    url: `/v1/operator/accounts/${await anAccount()}/subscription`,
    body: { plan: 'starter' },
    action: 'subscription.start',
    schema: 'ledger',
    row: `SELECT xmin::text AS tx FROM subscriptions ORDER BY id DESC LIMIT 1`,
  }),
  'POST /v1/operator/accounts/{id}/subscription/end': async () => {
    const account = await anAccount()
    await inject('POST', `/v1/operator/accounts/${account}/subscription`, { plan: 'starter' })
    return {
      url: `/v1/operator/accounts/${account}/subscription/end`,
      body: {},
      action: 'subscription.end',
      schema: 'ledger',
      row: `SELECT xmin::text AS tx FROM subscriptions WHERE account = '${account}'`,
    }
  },
  'POST /v1/operator/accounts/{id}/credits': async () => {
    const account = await anAccount()
    return {
      url: `/v1/operator/accounts/${account}/credits`,
      body: { credits: 5, reason: 'To try.', key: randomUUID() },
      action: 'credits.adjust',
      schema: 'ledger',
      row: `SELECT xmin::text AS tx FROM entries WHERE account = 'account:${account}'`,
    }
  },
  'POST /v1/operator/billing/seller': async () => ({
    url: '/v1/operator/billing/seller',
    body: { name: 'The instance', street: '1 Main Street', city: 'Springfield', country: 'US', taxRate: 0 },
    action: 'billing.seller',
    row: `SELECT xmin::text AS tx FROM billing_sellers ORDER BY id DESC LIMIT 1`,
  }),
  'POST /v1/operator/invoices/{number}/paid': async () => {
    await app.postgres
      .as('registration')
      .transaction()
      .execute(async (trx) => {
        await sql`INSERT INTO invoices (number, key, account, issued_at, due_on, currency, net_cents, tax_rate, tax_cents,
          total_cents, seller, recipient, processor) VALUES ('1999-000001', 'test', 'test', now(), now(), 'EUR', 100, 0, 0,
          100, '{"name":"A"}', '{"name":"B"}', 'invoice')`.execute(trx)
        await sql`INSERT INTO invoice_lines VALUES ('1999-000001', 1, 'Something', 1, 100, 100)`.execute(trx)
      })
    return {
      url: '/v1/operator/invoices/1999-000001/paid',
      body: {},
      action: 'invoice.paid',
      row: `SELECT xmin::text AS tx FROM invoices WHERE number = '1999-000001'`,
    }
  },
}

/** An organisation that nobody is in. */
async function anAccount(): Promise<string> {
  const id = randomUUID()
  await sql`INSERT INTO organizations (id, name, slug, created_at) VALUES (${id}, 'Example Works', ${id}, now())`.execute(
    app.postgres.as('registration'),
  )
  return id
}

/** A user with a session, whom staff does something to. */
async function aUser(): Promise<string> {
  const id = newId()
  await sql`WITH known AS (INSERT INTO users (id, name, email, email_verified)
    VALUES (${id}, 'x', ${`${id}@people.example`}, true) RETURNING id)
    INSERT INTO sessions (id, token, user_id, expires_at, updated_at)
    SELECT ${id}, ${id}, ${id}, now() + interval '1 day', now()`.execute(app.postgres.as('registration'))
  return id
}

/** Routes that change nothing, though their method could. */
const harmless: Record<string, string> = {
  'POST /v1/operator/policies/{kind}/preview': 'shows how a text would look',
}

function day(): string {
  return new Date().toISOString().slice(0, 10)
}

function inject(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) {
  const sent = { host: 'localhost', cookie, ...headers }
  return app.http.inject({ method, url, headers: sent, ...(payload ? { payload } : {}) })
}

async function trail(action: string): Promise<{ actor: string; subject: string; tx: string }[]> {
  const { rows } = await sql<{ actor: string; subject: string; tx: string }>`
    SELECT actor, subject, xmin::text AS tx FROM audit.events WHERE action = ${action} ORDER BY id`.execute(
    app.postgres.as('audit'),
  )
  return rows
}

test('every route by which staff may change something is known here', async () => {
  const { paths } = (await inject('GET', '/openapi.json')).json<{ paths: Record<string, object> }>()
  const unsafe = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  )
  const files = fileChanges.map(({ route }) => route.replaceAll(/:(\w+)/g, '{$1}'))
  const staff = unsafe.filter((route) =>
    / \/v1\/(operator|editions|uploads|builds|requests|suppressions|letters|providers)\b/.test(route),
  )
  expect(
    staff.filter((route) => ![...files, ...Object.keys(changes), ...Object.keys(harmless)].includes(route)),
  ).toEqual([])
  expect([...files, ...Object.keys(changes)].filter((route) => !staff.includes(route))).toEqual([])
})

// A mail may be on its way before its row is looked at: then the test is done again with another.
test.each(Object.entries(changes))(
  '%s writes its row in the transaction of the change',
  { retry: 2 },
  async (route, change) => {
    const { url, body, headers, action, row, schema = 'registration' } = await change()
    const before = await trail(action)
    const answer = await inject(route.split(' ', 1)[0] as 'POST', url, body, headers)
    expect(answer.statusCode).toBeLessThan(300)
    const after = await trail(action)
    expect(after).toHaveLength(before.length + 1)
    const tx = after.at(-1)?.tx
    const rows = row === null ? [{ tx }] : (await sql.raw(row).execute(app.postgres.as(schema))).rows
    expect(rows).toMatchObject([{ tx }])
    expect(after.at(-1)?.subject).toMatch(/^[a-z]+:\S+$/)
  },
)

test.each(fileChanges)('$route is in the trail before anything is done', async ({ route, action }) => {
  const [method = '', pattern = ''] = route.split(' ')
  const before = await trail(action)
  const body = action === 'build.start' ? { uploads: [{ upload: '01890000-0000-7000-8000-000000000001' }] } : undefined
  const url = pattern.replace(
    ':id',
    action.startsWith('edition') ? 'e'.repeat(16) : '01890000-0000-7000-8000-000000000001',
  )
  const { statusCode, body: said } = await inject(method as 'POST' | 'DELETE', url, body)
  expect(await trail(action), `${statusCode} ${said}`).toHaveLength(before.length + 1)
})
