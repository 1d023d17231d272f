import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { holdsCardNumber } from './holds-card-number.ts'
import { NewBillingAddress, NewSeller } from './schemas.ts'

let database: ADatabase
beforeAll(async () => {
  database = await aDatabase()
})
afterAll(() => database.remove())

// The published test numbers of card schemes, which belong to nobody.
const numbers = [
  '4222222222222',
  '30569309025904',
  '378282246310005',
  '4111111111111111',
  '5555555555554444',
  '6011000990139424',
  '6304000000000000000',
]

describe('a card number is found', () => {
  test.each([
    ...numbers,
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111.1111/1111_1111',
    'card: 4111 1111 1111 1111, thank you',
    'Flat 12, 4111 1111 1111 1111',
    '4111 1111 1111 1111 12/29 123',
    '00004111111111111111',
    '4111\u00a01111\u20091111\u202f1111',
    '4111–1111—1111−1111',
    '4111\u200b1111\u200d1111\ufeff1111',
    '٤١١١١١١١١١١١١١١١',
    '４１１１ １１１１ １１１１ １１１１',
    '𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏',
    '४१११ 1111 ١١١١ １１１１',
    '4️⃣111 1111 1111 1111',
  ])('%j', (text) => expect(holdsCardNumber(text)).toBe(true))
})

describe('nothing is found in', () => {
  test.each([
    '',
    'Example Works GmbH',
    '1 Main Street',
    '4222222222223',
    '4111 1111 1111',
    '4111 1111 1111 111a 1',
    '0000 0000 0000 0000',
    'DE123456789',
    '62701',
    'Order 2026-11-0042',
    '+1 202 555 0101',
  ])('%j', (text) => expect(holdsCardNumber(text)).toBe(false))
})

/** Any number of 13 to 19 digits that passes the check of Luhn, made here in the other direction. */
const cardNumber = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 }).map((digits) => {
  const doubled = digits
    .toReversed()
    .map((digit, index) => (index % 2 === 0 ? ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0) : digit))
  const check = (10 - (doubled.reduce((sum, digit) => sum + digit, 0) % 10)) % 10
  return [1, ...digits.slice(1), check].every((digit) => digit === 0) ? '4111111111111111' : [...digits, check].join('')
})
const zeros = ['0', '٠', '०', '０', '𝟎', '෦', '᠐']
const between = fc.stringMatching(/^[ \-.,/_\u00a0\u2009\u2013\u200b()+#*]{0,3}$/)

test('whatever stands between the digits, around them, and in whatever script they are', () => {
  const around = fc.string({ unit: 'grapheme', maxLength: 20 })
  const written = fc.tuple(
    cardNumber,
    fc.constantFrom(...zeros),
    fc.array(between, { minLength: 19, maxLength: 19 }),
    around,
    around,
  )
  fc.assert(
    fc.property(written, ([number, zero, gaps, before, after]) => {
      fc.pre(/[1-9]/.test(number))
      const digits = Array.from(
        number,
        (digit, index) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)) + gaps[index],
      )
      expect(holdsCardNumber(`${before}${digits.join('')}${after}`)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

const address = { name: 'Example Works', street: '1 Main Street', city: 'Springfield', country: 'US' }

describe('no field of a form takes one', () => {
  const whole = { ...address, attention: 'x', postcode: 'x', region: 'x', vatId: 'DE123456789', reference: 'x' }
  test.each(Object.keys(whole))('billing address: %s', (field) => {
    expect(NewBillingAddress.safeParse(whole).success).toBe(true)
    for (const number of numbers) expect(NewBillingAddress.safeParse({ ...whole, [field]: number }).success).toBe(false)
  })
  const seller = {
    ...address,
    postcode: 'x',
    vatId: 'DE123456789',
    iban: 'DE89370400440532013000',
    bic: 'COBADEFFXXX',
    taxRate: 1900,
  }
  test.each(Object.keys(seller))('seller: %s', (field) => {
    expect(NewSeller.safeParse(seller).success).toBe(true)
    for (const number of numbers) expect(NewSeller.safeParse({ ...seller, [field]: number }).success).toBe(false)
  })
})

describe('the database', () => {
  test('finds the same in ASCII', async () => {
    const db = database.postgres.as('registration')
    const some = fc.sample(fc.oneof(cardNumber, fc.stringMatching(/^[0-9 A-Z-]{0,40}$/)), { numRuns: 300, seed: 11 })
    for (const text of [...numbers, ...some, '4111-1111 1111 1111', '4111111111111112']) {
      const { rows } = await sql<{ held: boolean }>`SELECT registration.holds_card_number(${text}) AS held`.execute(db)
      expect([text, rows[0]?.held]).toEqual([text, holdsCardNumber(text)])
    }
  })

  test('has no column of billing that takes any text of digits as long as a card number', async () => {
    const { rows } = await sql<{ column: string }>`
      SELECT table_name || '.' || column_name AS column FROM information_schema.columns
      WHERE table_schema = 'registration' AND table_name ~ '^(billing_|invoice)' AND domain_name IS NULL
        AND data_type IN ('text', 'bigint', 'numeric', 'character varying', 'jsonb') ORDER BY 1`.execute(
      database.postgres.as('registration'),
    )
    expect(rows.map(({ column }) => column)).toEqual([
      // Opaque ids and what only the program writes.
      'billing_addresses.account',
      'billing_addresses.country',
      'billing_addresses.updated_by',
      'billing_sellers.bic',
      'billing_sellers.country',
      'billing_sellers.iban',
      'billing_sellers.written_by',
      'invoice_lines.invoice',
      'invoices.account',
      'invoices.currency',
      'invoices.key',
      'invoices.number',
      'invoices.processor',
      'invoices.recipient',
      'invoices.seller',
      'invoices.state',
    ])
  })

  test('refuses one whoever writes it', async () => {
    const insert = sql`INSERT INTO billing_addresses (account, name, street, city, country, updated_at, updated_by)
      VALUES ('a', 'Example', '4111 1111 1111 1111', 'Springfield', 'US', now(), 'test')`
    await expect(insert.execute(database.postgres.as('registration'))).rejects.toThrow(/billing_text/)
  })
})
