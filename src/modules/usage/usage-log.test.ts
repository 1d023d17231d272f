import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import type { ManualClock } from '../../platform/clock/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { keepUsage, keptMonths, openUsageLog } from './index.ts'
import type { Usage, UsageTables } from './index.ts'

let database: ADatabase
let db: Kysely<UsageTables>
let clock: ManualClock
const log = createLog({ level: 'silent' })
const DAY = 86_400_000

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as<UsageTables>('registration')
})
afterAll(() => database.remove())
beforeEach(() => {
  clock = createManualClock('2026-01-15T12:00:00.000Z')
})

function aUsage(changes: Partial<Usage> = {}): Usage {
  const whole = { action: 'GET /v1/contacts', account: 'u1', address: '192.0.2.7', browser: 'Test/1.0', gpc: false }
  return { ...whole, ...changes }
}

async function months(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'registration.usage'::regclass ORDER BY 1`.execute(db)
  return rows.map(({ name }) => name)
}

test('what is recorded is written in batches, and the rest when the log is closed', async () => {
  const usage = await openUsageLog({ db, clock, log, interval: 60_000 })
  for (let i = 0; i < 2500; i++) usage.record(aUsage({ account: `batch-${i}` }))
  await usage.flush()
  usage.record(aUsage({ account: 'batch-last' }))
  await usage.close()
  const rows = await db.selectFrom('usage').selectAll().where('account', 'like', 'batch-%').execute()
  expect(rows).toHaveLength(2501)
  expect(rows.at(0)).toMatchObject({ at: clock.now(), action: 'GET /v1/contacts', remote_address: '192.0.2.7' })
})

const odd: [string, Partial<Usage>, object][] = [
  ['a query string', { action: 'GET /v1/contacts?name=ada' }, { action: 'GET /v1/contacts' }],
  ['an action with odd signs', { action: 'GET /x/é<b>' }, { action: 'GET /x/__b_' }],
  ['no action', { action: '' }, { action: 'unknown' }],
  ['a browser of many lines', { browser: 'A\r\nB\0C' }, { browser: 'A B C' }],
  ['a browser that tells a novel', { browser: 'x'.repeat(5000) }, { browser: 'x'.repeat(200) }],
  ['a visitor with a signal', { account: null, browser: null, gpc: true }, { account: null, browser: null, gpc: true }],
]

test.each(odd)('%s is written as far as it may be', async (_name, changes, written) => {
  const usage = await openUsageLog({ db, clock, log })
  usage.record(aUsage({ address: '198.51.100.9', ...changes }))
  await usage.close()
  const [row] = await db.selectFrom('usage').selectAll().where('remote_address', '=', '198.51.100.9').execute()
  expect(row).toMatchObject(written)
  await startAnew()
})

/** Rows go with their months only. */
async function startAnew(): Promise<void> {
  await expect(db.deleteFrom('usage').execute()).rejects.toThrow(/permission/)
  await keepUsage(db, new Date('2040-01-01T00:00:00Z'))
}

test('in ten simulated years a month is made before its first row and dropped thirteen months after its last', async () => {
  clock = createManualClock('2030-01-01T00:00:00.000Z')
  const usage = await openUsageLog({ db, clock, log, interval: 60_000 })
  for (let day = 0; day < 3653; day += 5) {
    usage.record(aUsage({ account: 'ten-years' }))
    await usage.flush()
    await keepUsage(db, clock.now())
    const [{ oldest }] = await db
      .selectFrom('usage')
      .select(({ fn }) => fn.min('at').as('oldest'))
      .where('account', '=', 'ten-years')
      .execute()
    const limit = new Date(clock.now())
    limit.setUTCDate(1)
    limit.setUTCMonth(limit.getUTCMonth() - keptMonths - 1)
    expect(oldest.getTime()).toBeGreaterThanOrEqual(limit.getTime() - DAY)
    clock.advance(5 * DAY)
  }
  await usage.close()
  const kept = (await months()).filter((name) => name >= 'usage_2030')
  expect(kept.length).toBeLessThanOrEqual(keptMonths + 4)
})

test('a server that slept for months makes the month it wakes up in', async () => {
  clock = createManualClock('2045-06-01T00:00:00.000Z')
  const usage = await openUsageLog({ db, clock, log, interval: 60_000 })
  clock.advance(300 * DAY)
  usage.record(aUsage({ account: 'sleeper' }))
  await usage.flush()
  const rows = await db.selectFrom('usage').selectAll().where('account', '=', 'sleeper').execute()
  expect(rows).toHaveLength(1)
  await usage.close()
})

test('what does not fit is lost, and what fits is not', async () => {
  clock = createManualClock('2050-06-01T00:00:00.000Z')
  const usage = await openUsageLog({ db, clock, log, interval: 60_000, room: 3 })
  for (let i = 0; i < 5; i++) usage.record(aUsage({ account: 'crowd' }))
  await usage.close()
  expect(await db.selectFrom('usage').selectAll().where('account', '=', 'crowd').execute()).toHaveLength(3)
})
