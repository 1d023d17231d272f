import { sql } from 'kysely'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp, Principal } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { setBillingAddress } from './billing-address.ts'
import { billingRoutes, invoiceProcessor, issueInvoices } from './index.ts'
import type { BillingDependencies, BillingTables, Due } from './index.ts'
import { isIban } from './is-iban.ts'
import { presentMoney } from './present-money.ts'
import { setSeller } from './seller.ts'
import { taxOf } from './tax-of.ts'

let database: ADatabase
let app: HttpApp
let dependencies: BillingDependencies
let due: Due[] = []
const clock = createManualClock('2026-03-01T09:00:00.000Z')
const seller = {
  name: 'The instance',
  street: '1 Main Street',
  postcode: '10115',
  city: 'Berlin',
  country: 'DE',
  vatId: 'DE123456789',
  iban: 'DE89370400440532013000',
  bic: null,
  taxRate: 1900,
  paymentDays: 14,
}
const address = {
  name: 'Kundin & Söhne GmbH',
  attention: null,
  street: 'Łódzka 3',
  postcode: '20095',
  city: 'Hamburg',
  region: null,
  country: 'DE',
  vatId: null,
  reference: 'Order 7',
}

beforeAll(async () => {
  database = await aDatabase()
  dependencies = {
    db: database.postgres.as<BillingTables>('registration'),
    clock,
    processor: invoiceProcessor,
    listDue: async () => due,
    owners: async (account) => [`owner@${account}.example`],
    origin: () => 'https://fairlist.example',
  }
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    identify: async ({ headers: { 'x-account': organisation, 'x-staff': staff } }): Promise<Principal> => {
      const account = typeof organisation === 'string' ? organisation : null
      const common = { kind: 'user', user: 'u', email: 'u@people.example', session: 's' } as const
      return { ...common, organisation: account, role: account ? 'owner' : null, staff: staff ? ['operator'] : [] }
    },
    routes: (server) => billingRoutes({ ...dependencies, issueSoon: async () => {} })(server),
  })
})
afterAll(async () => {
  await app.close()
  await database.remove()
})

function aDue(account: string, number: number): Due {
  const month = `2026-${String(number).padStart(2, '0')}-01`
  const next = `2026-${String(number + 1).padStart(2, '0')}-01`
  return {
    key: `${account}:${number}`,
    account,
    title: 'Team',
    start: month,
    end: next,
    priceCents: 19900,
    currency: 'EUR',
  }
}

function ask(method: 'GET' | 'POST' | 'PUT', url: string, headers: Record<string, string>, payload?: object) {
  return app.inject({ method, url, headers: { host: '127.0.0.1:4600', ...headers }, ...(payload ? { payload } : {}) })
}

/** The words of a document, whose streams are compressed and whose text is in hexadecimal. */
function textOf(document: Buffer): string {
  const streams = document.toString('latin1').matchAll(/FlateDecode[^]*?stream\r?\n([^]*?)\r?\nendstream/g)
  const pages = Array.from(streams, ([, stream = '']) => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1'))
  const lines = pages.join('\n').split('\n')
  return lines
    .map((line) => Array.from(line.matchAll(/<([0-9a-f]+)>/g), ([, hex = '']) => Buffer.from(hex, 'hex')))
    .map((parts) => Buffer.concat(parts).toString('latin1'))
    .join('\n')
}

test('what is due waits for the seller and the address, and is invoiced once with its mail', async () => {
  due = [aDue('one', 3)]
  expect(await issueInvoices(dependencies)).toMatchObject([{ reason: 'no-seller' }])
  await setSeller(dependencies, { seller, actor: 'test' })
  expect(await issueInvoices(dependencies)).toMatchObject([{ reason: 'no-address' }])
  const waiting = await ask('GET', '/v1/operator/invoices', { 'x-staff': '1' })
  expect(waiting.json()).toMatchObject({ items: [], waiting: [{ account: 'one', reason: 'no-address' }] })
  await setBillingAddress(dependencies, { account: 'one', address, actor: 'test' })
  await Promise.all([issueInvoices(dependencies), issueInvoices(dependencies), issueInvoices(dependencies)])
  const { items } = (await ask('GET', '/v1/invoices', { 'x-account': 'one' })).json<{ items: object[] }>()
  expect(items).toMatchObject([
    { number: '2026-000001', state: 'open', due: '2026-03-15', netCents: 19900, taxCents: 3781, totalCents: 23681 },
  ])
  const { rows } = await sql<{ recipient: string; data: object }>`SELECT recipient, data FROM mails`.execute(
    dependencies.db,
  )
  expect(rows).toMatchObject([
    {
      recipient: 'owner@one.example',
      data: { total: 'EUR 236.81', link: 'https://fairlist.example/v1/invoices/2026-000001.pdf' },
    },
  ])
})

test('numbers have no gap, though many issue at once and some fail', async () => {
  const accounts = ['a', 'b', 'c', 'd', 'e', 'f']
  for (const account of accounts) await setBillingAddress(dependencies, { account, address, actor: 'test' })
  due = accounts.flatMap((account) => [3, 4, 5].map((number) => aDue(account, number)))
  const failing = { ...dependencies, origin: () => 'no address' }
  await Promise.all([dependencies, failing, dependencies, failing].map((each) => issueInvoices(each).catch(() => {})))
  await issueInvoices(dependencies)
  const { rows } = await sql<{ number: string }>`SELECT number FROM invoices ORDER BY number`.execute(dependencies.db)
  const expected = Array.from({ length: 19 }, (_, index) => `2026-${String(index + 1).padStart(6, '0')}`)
  expect(rows.map(({ number }) => number)).toEqual(expected)
  clock.advance(366 * 86_400_000)
  due = [{ ...aDue('a', 3), key: 'a:next' }]
  await issueInvoices(dependencies)
  const newest = await ask('GET', '/v1/operator/invoices?limit=1', { 'x-staff': '1' })
  expect(newest.json()).toMatchObject({ items: [{ number: '2027-000001' }], next: '2027-000001' })
})

test('the document is for the organisation and the operator, and for another one it is not there', async () => {
  const url = '/v1/invoices/2026-000001.pdf'
  const [own, other, staff] = await Promise.all([
    ask('GET', url, { 'x-account': 'one' }),
    ask('GET', url, { 'x-account': 'other' }),
    ask('GET', url, { 'x-staff': '1' }),
  ])
  expect([own.statusCode, other.statusCode, staff.statusCode]).toEqual([200, 404, 200])
  expect(own.headers['content-type']).toBe('application/pdf')
  expect(own.rawPayload.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
  const words = textOf(own.rawPayload)
  for (const word of ['Invoice 2026-000001', 'Kundin & Söhne GmbH', 'Lódzka 3', 'Tax 19 %', 'EUR 236.81', seller.iban])
    expect(words).toContain(word)
  expect(staff.rawPayload.equals(own.rawPayload)).toBe(true)
})

test('an operator notes that it was paid, once, and nothing else of it changes', async () => {
  const url = '/v1/operator/invoices/2026-000001/paid'
  const paid = await ask('POST', url, { 'x-staff': '1' }, { paid: '2026-03-09' })
  expect(paid.json()).toMatchObject({ state: 'paid', paid: '2026-03-09' })
  expect((await ask('POST', url, { 'x-staff': '1' }, {})).statusCode).toBe(409)
  expect((await ask('POST', url, { 'x-account': 'one' }, {})).statusCode).toBe(403)
  for (const change of [
    'UPDATE invoices SET total_cents = 1',
    'DELETE FROM invoices',
    'UPDATE invoice_lines SET text = 1',
  ])
    await expect(sql.raw(change).execute(dependencies.db)).rejects.toThrow(/permission denied|stays as it is/)
})

test('a billing address is kept as it was typed, and a card number is refused at its field', async () => {
  const headers = { 'x-account': 'two' }
  const given = { name: ' Example  Works ', street: '1 Main Street', city: 'Springfield', country: 'US', vatId: '' }
  const kept = await ask('PUT', '/v1/billing-address', headers, given)
  expect(kept.json()).toMatchObject({ address: { name: 'Example  Works', vatId: null } })
  expect((await ask('GET', '/v1/billing-address', headers)).json()).toEqual(kept.json())
  const refused = await ask('PUT', '/v1/billing-address', headers, { ...given, reference: '4111 1111 1111 1111' })
  expect(refused.json()).toMatchObject({ status: 400, errors: [{ pointer: '/body/reference' }] })
})

describe('tax', () => {
  const at = (country: string, vatId: string | null = null) => ({ country, vatId })
  test.each([
    ['at home', 'DE', at('DE'), 1900, 3781],
    ['at home, with a number', 'DE', at('DE', 'DE123456789'), 1900, 3781],
    ['in the Union, with a number', 'DE', at('FR', 'FR12345678901'), 0, 0],
    ['in the Union, without', 'DE', at('FR'), 1900, 3781],
    ['outside', 'DE', at('US'), 0, 0],
    ['from outside', 'US', at('FR', 'FR12345678901'), 0, 0],
  ])('%s', (_case, country, recipient, rate, cents) => {
    const tax = taxOf({ netCents: 19_900, seller: { ...at(country), rate: 1900 }, recipient })
    expect(tax).toMatchObject({ rate, cents })
    expect(tax.note === null).toBe(rate > 0)
  })
})

test.each([
  [0, 'EUR 0.00'],
  [5, 'EUR 0.05'],
  [123_456_789, 'EUR 1,234,567.89'],
  [100_000, 'EUR 1,000.00'],
])('%d cents are %s', (cents, text) => expect(presentMoney(cents, 'EUR')).toBe(text))

test.each([
  ['DE89370400440532013000', true],
  ['GB82WEST12345698765432', true],
  ['DE89370400440532013001', false],
  ['4111111111111111', false],
])('%s is an IBAN: %s', (text, is) => expect(isIban(text)).toBe(is))
