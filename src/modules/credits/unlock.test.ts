import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { unlockAtRandom } from '../../../test/proofs/unlock-at-random.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import type { AppError } from '../../platform/errors/index.ts'
import { adjust } from './adjust.ts'
import type { CreditDependencies } from './credit-dependencies.ts'
import { balanceOf, disclosuresOf, findFaults, listOwned, ownedOf, quote, unlock } from './index.ts'
import type { LedgerTables } from './index.ts'

let database: ADatabase
let dependencies: CreditDependencies
const clock = createManualClock('2026-03-01T09:00:00.000Z')
/** Ids that may not be seen. */
let hidden: Set<string>

beforeAll(async () => {
  database = await aDatabase()
  hidden = new Set()
  const read = async (ids: readonly string[]) =>
    ids.filter((one) => !hidden.has(one)).map((one) => ({ id: one, name: 'Ada Example', email: 'ada@works.example' }))
  const db = database.postgres.as<LedgerTables>('ledger')
  dependencies = { db, clock, contacts: { edition: () => 'edition', read } }
})
afterAll(() => database.remove())

const id = (number: number) => `c${String(number).padStart(10, '0')}`
const user = 'someone'

async function give(account: string, credits: number) {
  await adjust(dependencies, { account, credits, reason: 'To try.', key: `give-${account}-${credits}`, actor: 'test' })
}

describe('an unlock', () => {
  test('charges what is new, discloses it, and leaves what is owned free', async () => {
    await give('first', 10)
    const one = await unlock(dependencies, { account: 'first', user, contacts: [id(1), id(2), id(1)], key: 'key-0001' })
    expect(one).toMatchObject({ cost: 2, balance: 8, unlocked: [id(1), id(2)], owned: [], unavailable: [] })
    expect(one.contacts).toHaveLength(2)
    const two = await unlock(dependencies, { account: 'first', user, contacts: [id(2), id(3)], key: 'key-0002' })
    expect(two).toMatchObject({ cost: 1, balance: 7, unlocked: [id(3)], owned: [id(2)] })
    expect(await disclosuresOf(dependencies.db, id(2))).toEqual([
      { account: 'first', at: clock.now(), fields: ['email', 'id', 'name'], road: 'unlock' },
    ])
    expect(await ownedOf(dependencies.db, 'first', [id(1), id(9)])).toEqual(new Set([id(1)]))
    expect(await ownedOf(dependencies.db, 'other', [id(1)])).toEqual(new Set())
  })

  test('is answered the same when it is sent again, and refused when the key comes with other contacts', async () => {
    await give('again', 10)
    const request = { account: 'again', user, contacts: [id(1), id(2)], key: 'key-0001' }
    const first = await unlock(dependencies, request)
    expect(await unlock(dependencies, { ...request, contacts: [id(2), id(1)] })).toEqual(first)
    await expect(unlock(dependencies, { ...request, contacts: [id(3)] })).rejects.toMatchObject({ code: 'conflict' })
    expect(await balanceOf(dependencies.db, 'again')).toBe(8)
    // The key of one organisation says nothing about another's.
    await give('third', 5)
    expect(await unlock(dependencies, { ...request, account: 'third' })).toMatchObject({ cost: 2 })
  })

  test('is all or nothing when the credits do not suffice, and says the figures', async () => {
    await give('poor', 2)
    const request = { account: 'poor', user, contacts: [id(1), id(2), id(3)], key: 'key-0001' }
    await expect(unlock(dependencies, request)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/cost 3 credits, and the balance is 2: 1 /),
    })
    expect(await balanceOf(dependencies.db, 'poor')).toBe(2)
    expect(await ownedOf(dependencies.db, 'poor', request.contacts)).toEqual(new Set())
    // Nothing was kept under the key: after a payment it works.
    await give('poor', 3)
    expect(await unlock(dependencies, request)).toMatchObject({ cost: 3, balance: 2 })
  })

  test('neither charges nor explains what may not be seen', async () => {
    await give('blind', 5)
    hidden.add(id(7))
    const answer = await unlock(dependencies, { account: 'blind', user, contacts: [id(7), id(8)], key: 'key-0001' })
    expect(answer).toMatchObject({ cost: 1, balance: 4, unlocked: [id(8)], unavailable: [id(7)] })
    expect(answer.contacts.map((row) => row.id)).toEqual([id(8)])
    expect(await disclosuresOf(dependencies.db, id(7))).toEqual([])
    const figures = await quote(dependencies, { account: 'blind', contacts: [id(7), id(8), id(9)] })
    expect(figures).toMatchObject({ contacts: 3, owned: 1, fresh: 1, unavailable: 1, cost: 1, after: 3, enough: true })
    hidden.clear()
  })

  test('gives back what is hidden between charge and answer, and does not show it', async () => {
    await give('late', 5)
    let looks = 0
    const { contacts } = dependencies
    const read: typeof contacts.read = async (ids) => {
      const rows = await contacts.read(ids)
      return looks++ === 0 ? rows : rows.filter((row) => row.id !== id(1))
    }
    const late = { ...dependencies, contacts: { ...contacts, read } }
    const answer = await unlock(late, { account: 'late', user, contacts: [id(1), id(2)], key: 'key-0001' })
    expect(answer).toMatchObject({ cost: 1, balance: 4, unlocked: [id(2)], unavailable: [id(1)] })
    expect(answer.contacts.map((row) => row.id)).toEqual([id(2)])
    expect(await balanceOf(dependencies.db, 'late')).toBe(4)
  })
})

test('lists what is owned, newest first, by day', async () => {
  await give('list', 9)
  for (const number of [1, 2, 3]) {
    await unlock(dependencies, { account: 'list', user, contacts: [id(number)], key: `key-000${number}` })
    clock.advance(86_400_000)
  }
  const first = await listOwned(dependencies.db, 'list', { limit: 2 })
  expect(first).toMatchObject({ total: 3, rows: [{ contact: id(3) }, { contact: id(2) }] })
  const second = await listOwned(dependencies.db, 'list', { limit: 2, cursor: first.next ?? '' })
  expect(second).toMatchObject({ rows: [{ contact: id(1) }], next: null })
  const day = { limit: 9, from: '2026-03-02', to: '2026-03-02' }
  expect(await listOwned(dependencies.db, 'list', day)).toMatchObject({ total: 1, rows: [{ contact: id(2) }] })
  await expect(listOwned(dependencies.db, 'list', { limit: 1, cursor: 'x' })).rejects.toMatchObject({
    code: 'bad_input',
  })
})

test('1,000 random duplicate, parallel and retried unlocks have one effect each', async () => {
  const { acknowledged, attempts } = await unlockAtRandom({ dependencies, requests: 1000, seed: 7 })
  expect(attempts).toBeGreaterThan(1000)
  expect(acknowledged).toBeGreaterThan(500)
  expect(await findFaults(dependencies.db)).toEqual([])
}, 120_000)

describe('the database refuses', () => {
  const head = (key: string, kind = 'grant') =>
    sql`INSERT INTO transactions (id, kind, key, at, actor) VALUES (gen_random_uuid(), ${kind}, ${key}, now(), 'test') RETURNING id`
  const entry = (key: string, account: string, credits: number) =>
    sql`INSERT INTO entries (transaction, account, credits) SELECT id, ${account}, ${credits} FROM transactions WHERE key = ${key}`
  const lot = (key: string, credits: number) =>
    sql`INSERT INTO lots (transaction, account, credits, remaining) SELECT id, 'bad', ${credits}, ${credits} FROM transactions WHERE key = ${key}`
  const owned = (key: string) =>
    sql`INSERT INTO unlocked (account, contact, transaction, price, at, user_id) SELECT 'bad', 'c0000000001', id, 1, now(), 'u' FROM transactions WHERE key = ${key}`
  const told = (key: string) =>
    sql`INSERT INTO disclosures (account, contact, user_id, edition, fields, at, transaction, road) SELECT 'bad', 'c0000000001', 'u', 'e', '{}', now(), id, 'unlock' FROM transactions WHERE key = ${key}`
  const cases: [string, RegExp, (key: string) => { execute: (db: never) => Promise<unknown> }[]][] = [
    ['a transaction without entries', /sum to zero/, (key) => [head(key)]],
    [
      'entries that do not sum to zero',
      /sum to zero/,
      (key) => [head(key), lot(key, 5), entry(key, 'account:bad', 5), entry(key, 'house:granted', -4)],
    ],
    [
      'a balance without lots',
      /lots/,
      (key) => [head(key), entry(key, 'account:bad', 5), entry(key, 'house:granted', -5)],
    ],
    [
      'a balance below zero',
      /credits_check/,
      (key) => [head(key), entry(key, 'account:bad', -5), entry(key, 'house:granted', 5)],
    ],
    [
      'a charge without disclosure',
      /unlocks/,
      (key) => [head(key, 'unlock'), lot(key, 5), entry(key, 'account:bad', 5), entry(key, 'house:spent', -5)],
    ],
    [
      'an unlocked contact without disclosure',
      /discloses|unlocks/,
      (key) => [head(key, 'unlock'), owned(key), entry(key, 'house:spent', 1), entry(key, 'house:granted', -1)],
    ],
    [
      'a disclosure without charge',
      /discloses/,
      (key) => [head(key, 'unlock'), told(key), entry(key, 'house:spent', 1), entry(key, 'house:granted', -1)],
    ],
    [
      'rows that come after the entries',
      /no more rows/,
      (key) => [head(key, 'unlock'), entry(key, 'house:spent', 1), entry(key, 'house:granted', -1), told(key)],
    ],
    ['a changed entry', /permission denied|only grows/, () => [sql`UPDATE entries SET credits = 1`]],
    ['a deleted disclosure', /permission denied|only grows/, () => [sql`DELETE FROM disclosures`]],
    ['a changed balance', /permission denied/, () => [sql`UPDATE balances SET credits = 1000000`]],
    ['a lot that grows', /permission denied/, () => [sql`UPDATE lots SET credits = 1000000`]],
  ]
  test.each(cases)('%s', async (name, reason, statements) => {
    const tried = dependencies.db.transaction().execute(async (trx) => {
      for (const statement of statements(name)) await statement.execute(trx as never)
    })
    await expect(tried).rejects.toThrow(reason)
  })
})

test('what is left of credits is what was taken from those that end first', async () => {
  let round = 0
  const amounts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(amounts, amounts, async (given, taken) => {
      const account = `lots-${round++}`
      for (const [index, credits] of given.entries())
        await adjust(dependencies, { account, credits, reason: 'In.', key: `in-${index}`, actor: 'test' })
      let left = given.reduce((sum, credits) => sum + credits, 0)
      for (const [index, credits] of taken.entries()) {
        const out = adjust(dependencies, {
          account,
          credits: -credits,
          reason: 'Out.',
          key: `out-${index}`,
          actor: 'test',
        })
        const booked = await out.then(
          () => 'booked',
          (error: AppError) => error.code,
        )
        expect(booked).toBe(credits > left ? 'conflict' : 'booked')
        if (credits <= left) left -= credits
      }
      expect(await balanceOf(dependencies.db, account)).toBe(left)
    }),
    { numRuns: 20 },
  )
  expect(await findFaults(dependencies.db)).toEqual([])
})
