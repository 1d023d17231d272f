import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp, Principal } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { creditContribution, creditRoutes, findFaults, listDue, settleAccounts } from './index.ts'
import type { CreditDependencies, LedgerTables } from './index.ts'
import { addMonths, listPeriods } from './month-periods.ts'

let database: ADatabase
let app: HttpApp
let dependencies: CreditDependencies
let account: string
let number = 0
let started = 0
const clock = createManualClock('2026-01-31T09:00:00.000Z')
const hidden = new Set<string>()

beforeAll(async () => {
  database = await aDatabase()
  const read = async (ids: readonly string[]) => ids.filter((id) => !hidden.has(id)).map((id) => ({ id, name: 'Ada' }))
  const contacts = { edition: () => 'edition', read }
  dependencies = { db: database.postgres.as<LedgerTables>('ledger'), clock, contacts }
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    identify: async ({ headers: { 'x-account': organisation, 'x-role': role } }): Promise<Principal> => {
      if (role === 'local') return { kind: 'local' }
      const common = { kind: 'user', user: 'u', email: 'u@people.example', session: 's' } as const
      if (role === 'operator') return { ...common, organisation: null, role: null, staff: ['operator'] }
      return { ...common, organisation: String(organisation), role: role === 'member' ? 'member' : 'owner', staff: [] }
    },
    routes: (server) =>
      creditRoutes({
        ...dependencies,
        contact: { schema: z.object({ id: z.string() }), present: (row) => row },
        accounts: {
          find: async (id) => (id.startsWith('account') ? { id, name: 'Example Works' } : null),
          list: async () => ({ items: [{ id: account, name: 'Example Works' }], next: null }),
        },
        started: async () => void (started += 1),
      })(server),
  })
})
afterAll(async () => {
  await app.close()
  await database.remove()
})
beforeEach(() => {
  account = `account-${number++}`
})

async function ask(method: 'GET' | 'POST', url: string, options: { role?: string; body?: object; key?: string } = {}) {
  const { role = 'owner', body, key } = options
  const headers = {
    host: '127.0.0.1:4600',
    'x-account': account,
    'x-role': role,
    ...(key ? { 'idempotency-key': key } : {}),
  }
  const answer = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- what a route answers is looked at by matchers
  return { status: answer.statusCode, body: answer.json() }
}

const start = (body: object) => ask('POST', `/v1/operator/accounts/${account}/subscription`, { role: 'operator', body })
const sentences = async () =>
  ((await ask('GET', '/v1/ledger')).body as { items: { sentence: string }[] }).items.map(({ sentence }) => sentence)
const day = (text: string) => clock.advance(Date.parse(`${text}T09:00:00.000Z`) - clock.now().getTime())

describe('a subscription', () => {
  test('is asked for by an owner, started by an operator, and brings its credits at once', async () => {
    const asked = await ask('POST', '/v1/subscription', { body: { plan: 'starter' } })
    expect(asked).toMatchObject({ status: 201, body: { state: 'asked', creditsPerMonth: 250 } })
    await ask('POST', '/v1/subscription', { body: { plan: 'team' } })
    const waiting = await ask('GET', '/v1/operator/subscriptions/asked', { role: 'operator' })
    expect(waiting.body).toMatchObject({ items: [{ account, name: 'Example Works', plan: 'team' }] })
    expect(await start({ plan: 'team' })).toMatchObject({
      status: 201,
      body: {
        balance: 1500,
        asked: null,
        running: { start: '2026-01-31', end: '2027-01-31' },
        nextGrant: { on: '2026-02-28' },
      },
    })
    expect(started).toBe(1)
    expect(await sentences()).toEqual(['1,500 credits for January 2026, plan Team.'])
    expect(await ask('POST', '/v1/subscription', { role: 'member', body: { plan: 'team' } })).toMatchObject({
      status: 403,
    })
    expect(await ask('POST', '/v1/subscription', { body: { plan: 'gold' } })).toMatchObject({ status: 400 })
    const nobody = await ask('POST', '/v1/operator/accounts/nobody/subscription', {
      role: 'operator',
      body: { plan: 'team' },
    })
    expect(nobody.status).toBe(404)
  })

  test('brings credits once a month, ends unused ones, and ends itself', async () => {
    await start({ plan: 'starter', months: 3 })
    for (const date of ['2026-02-27', '2026-02-28', '2026-02-28', '2026-03-31', '2026-05-02']) {
      if (date > clock.now().toISOString()) day(date)
      await Promise.all([settleAccounts(dependencies), settleAccounts(dependencies)])
    }
    expect((await sentences()).toReversed()).toEqual([
      '250 credits for January 2026, plan Starter.',
      '250 credits for February 2026, plan Starter.',
      '250 credits of January 2026 ended, as they were not used in time.',
      '250 credits for March 2026, plan Starter.',
      '250 credits of February 2026 ended, as they were not used in time.',
      '250 credits of March 2026 ended, as they were not used in time.',
    ])
    expect((await ask('GET', '/v1/subscription')).body).toMatchObject({ balance: 0, running: null, nextGrant: null })
    const due = (await listDue(dependencies)).filter((each) => each.account === account)
    expect(due.map((each) => each.start)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31'])
    expect(await findFaults(dependencies.db)).toEqual([])
  })

  test('that moves to a larger plan brings the difference; what was carried stays', async () => {
    await start({ plan: 'starter', months: null })
    expect((await start({ plan: 'team', months: null })).body).toMatchObject({ balance: 1500 })
    expect((await start({ plan: 'team', months: null })).body).toMatchObject({ balance: 1500 })
    const ended = await ask('POST', `/v1/operator/accounts/${account}/subscription/end`, { role: 'operator', body: {} })
    expect(ended.body).toMatchObject({ running: null, balance: 1500 })
  })
})

test('unlocks over HTTP need a key, and are answered the same again', async () => {
  await start({ plan: 'starter' })
  const body = { contacts: ['c0000000001', 'c0000000002'] }
  expect(await ask('POST', '/v1/unlocks', { body })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('Idempotency-Key') as string },
  })
  const quoted = await ask('POST', '/v1/quotes', { body, role: 'member' })
  expect(quoted.body).toMatchObject({ fresh: 2, cost: 2, balance: 250, after: 248, enough: true })
  const first = await ask('POST', '/v1/unlocks', { body, key: 'key-00000001', role: 'member' })
  expect(first).toMatchObject({ status: 200, body: { cost: 2, balance: 248, contacts: [{}, {}] } })
  expect(await ask('POST', '/v1/unlocks', { body, key: 'key-00000001' })).toEqual(first)
  const other = { contacts: ['c0000000003'] }
  expect(await ask('POST', '/v1/unlocks', { body: other, key: 'key-00000001' })).toMatchObject({ status: 409 })
  hidden.add('c0000000002')
  const owned = await ask('GET', '/v1/owned')
  expect(owned.body).toMatchObject({
    total: 2,
    items: [{ contact: null, by: 'u' }, { contact: { id: 'c0000000001' } }],
  })
  hidden.clear()
  expect(await sentences()).toContain('2 contacts unlocked for 2 credits.')
  const bad = { contacts: ['o00000001'] }
  expect(await ask('POST', '/v1/quotes', { body: bad })).toMatchObject({ status: 400 })
})

test('what the operator corrects is explained, and booked once for its key', async () => {
  const body = { credits: 30, reason: 'Sorry for yesterday.', key: '01890000-0000-4000-8000-000000000001' }
  const url = `/v1/operator/accounts/${account}/credits`
  await ask('POST', url, { role: 'operator', body })
  expect((await ask('POST', url, { role: 'operator', body })).body).toMatchObject({ balance: 30 })
  expect(await sentences()).toEqual(['30 credits added by the operator: Sorry for yesterday.'])
  const less = { ...body, credits: -40, key: '01890000-0000-4000-8000-000000000002' }
  expect(await ask('POST', url, { role: 'operator', body: less })).toMatchObject({ status: 409 })
  const ledger = await ask('GET', `/v1/operator/accounts/${account}/ledger`, { role: 'operator' })
  expect(ledger.body).toMatchObject({ balance: 30, items: [{ line: 1, by: null }] })
})

test('a contribution is credited once for its batch', async () => {
  const given = { account, batch: 'b1', edition: 'e1', confirmed: 3, added: 2 }
  const credited = await Promise.all([creditContribution(dependencies, given), creditContribution(dependencies, given)])
  expect(credited.toSorted()).toEqual([0, 7])
  expect(await sentences()).toEqual(['7 credits for a contribution: 2 new rows, 3 rows confirmed by others.'])
  expect(await creditContribution(dependencies, { ...given, batch: 'b2', confirmed: 0, added: 0 })).toBe(0)
})

test('who sits at the machine before anybody signed up is told what to do first', async () => {
  const answer = await ask('GET', '/v1/subscription', { role: 'local' })
  expect(answer).toMatchObject({ status: 409, body: { detail: 'Make the first operator, then sign in.' } })
  expect((await ask('GET', '/v1/plans', { role: 'local' })).body).toMatchObject({ unlockPrice: 1 })
})

describe('months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %d are %s', (from, months, to) => expect(addMonths(from, months)).toBe(to))

  test('each calendar month has one first day', () => {
    const periods = listPeriods({ start: '2024-01-31', end: null, day: '2032-12-31' })
    expect(periods).toHaveLength(108)
    expect(new Set(periods.map(({ month }) => month)).size).toBe(108)
    expect(listPeriods({ start: '2026-01-31', end: '2026-02-28', day: '2026-12-31' })).toHaveLength(1)
  })
})
