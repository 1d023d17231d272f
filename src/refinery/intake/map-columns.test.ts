import { expect, test } from 'vitest'
import { aFilledExport } from '../../../test/builders/a-filled-export.ts'
import headers from './export-headers.json' with { type: 'json' }
import type { Mapped } from './map-columns.ts'
import { mapColumns } from './map-columns.ts'

const told = (each: Mapped) => (each.forbidden === null ? each.field : `!${each.forbidden}`)

/** Columns whose name alone does not say what they hold, and a value as the exports have it. */
const telling: Record<string, string> = {
  'LinkedIn, connections: URL': 'https://www.linkedin.com/in/ann-lee',
  'Outlook: Title': 'Mr.',
  'Cognism: Office': '+1 202 555 0101',
  'Apollo, accounts: Company Address': '1 Main St, Dover, Delaware, 19901, United States',
}
const ROWS = 20

test.each(Object.entries(headers))('maps the header of an export: %s', (name, want) => {
  const columns = Object.keys(want)
  const row = columns.map((column) => telling[`${name}: ${column}`] ?? '')
  const got = mapColumns(
    columns,
    Array.from({ length: ROWS }, () => row),
  )
  expect(Object.fromEntries(got.map((each) => [each.column, told(each)]))).toEqual(want)
})

test('by their names alone maps 95 % of the columns of 30 exports, and takes none for an e-mail address or a number that is not', () => {
  const wants = Object.values(headers).map((want): [string, string | null][] => Object.entries(want))
  const pairs = wants.flatMap((want) => {
    const got = mapColumns(
      want.map(([column]) => column),
      [],
    )
    return want.map(([, wanted], i) => ({ wanted, got: told(got[i]) }))
  })
  const right = pairs.filter(({ wanted, got }) => wanted === got).length
  const isChannel = (field: string | null) => ['email', 'phone', 'mobile', 'fax'].includes(field ?? '')
  expect(wants.length).toBeGreaterThanOrEqual(30)
  expect(right / pairs.length).toBeGreaterThanOrEqual(0.95)
  expect(pairs.filter(({ wanted, got }) => wanted !== got && isChannel(got))).toEqual([])
})

test('guesses what columns without a name hold, where their values are clear', () => {
  const columns = ['column1', 'column2', 'column3', 'column4', 'column5', 'column6', 'column7', 'column8', 'column9']
  const rows = Array.from({ length: 10 }, (_, i) => [
    `Ann ${'ABCDEFGHIJ'[i]}. Lee`,
    i % 2 ? 'Acme Inc.' : 'Globex GmbH',
    i % 3 ? 'Sales Manager' : 'CEO',
    `ann${i}@acme.example`,
    `(202) 555-01${10 + i}`,
    'NY',
    'United States',
    'acme.example',
    `1980-01-${10 + i}`,
  ])
  const got = mapColumns(columns, rows)
  const want = ['full_name', 'company', 'title', 'email', 'phone', 'region', 'country', 'domain', null]
  expect(got.map((each) => each.field)).toEqual(want)
  expect(mapColumns(columns, rows.slice(0, 4)).every((each) => each.field === null)).toBe(true)
})

test('addresses in numbered columns are lines beside a town, whole ones without, and whole ones where their values say so', () => {
  const fieldsOf = (columns: string[], rows: string[][] = []) => mapColumns(columns, rows).map((each) => each.field)
  expect(fieldsOf(['name', 'address1', 'address2'])).toEqual(['full_name', 'address', 'address'])
  expect(fieldsOf(['name', 'address1', 'address2', 'city'])).toEqual(['full_name', 'street', 'street', 'city'])
  const whole = Array.from({ length: 20 }, (_, i) => ['Ann Lee', `${i} Main St, Dover, DE 19901`, '', 'Dover'])
  expect(fieldsOf(['name', 'address1', 'address2', 'city'], whole)).toEqual(['full_name', 'address', 'street', 'city'])
})

test('of two columns for one thing the better named is taken, and the other says why it is not', () => {
  const got = mapColumns(['Title', 'Job Title', 'Company', 'Company'], [])
  expect(got.map(({ column, field, why }) => [column, field, why])).toEqual([
    ['Title', null, '“Job Title” holds it'],
    ['Job Title', 'title', 'its name'],
    ['Company', 'company', 'its name'],
    ['Company (2)', null, '“Company” holds it'],
  ])
})

test('by their values alone finds what the columns of 30 exports hold whose header is lost', () => {
  const isChannel = (field: string) => ['email', 'phone'].includes(field)
  // Which of several telephones is a mobile, a fax or at home no values say.
  const kindOf = (field: string | null) =>
    ['mobile', 'fax', '!home phone'].includes(field ?? '') ? 'phone' : (field ?? '')
  const answers = Object.entries(headers as Record<string, Record<string, string | null>>).flatMap(([name, want]) => {
    const rows = aFilledExport(name, want, 100)
    const blank = Object.keys(want).map((_, at) => `column${at + 1}`)
    return mapColumns(blank, rows)
      .filter(({ index }) => rows.filter((row) => row[index] !== '').length >= 10)
      .map((got) => ({ name, at: got.index, want: kindOf(Object.values(want)[got.index]), got: kindOf(got.field) }))
  })
  const shareOf = (fields: string[]) => {
    const asked = answers.filter(({ want }) => fields.includes(want))
    return asked.filter(({ want, got }) => want === got).length / asked.length
  }
  expect(answers.filter(({ want, got }) => want !== got && isChannel(got))).toEqual([])
  expect(shareOf(['email', 'phone'])).toBe(1)
  expect(shareOf(['given_name', 'family_name', 'full_name', 'company', 'title', 'linkedin'])).toBeGreaterThan(0.97)
  expect(shareOf(['street', 'city', 'region', 'postcode', 'country', 'address'])).toBeGreaterThan(0.8)
  expect(shareOf(['domain', 'industry', 'employees', 'revenue', 'seen', 'prefix'])).toBeGreaterThan(0.95)
  const home = answers.filter(({ want }) => want.startsWith('!') && want !== '!home address')
  expect(home.filter(({ got }) => got !== '')).toEqual([])
})

/** Values that look like something which they are not; all in columns without a name. */
const misleading: Record<string, (row: number) => string> = {
  'birth dates': (row) => `${1950 + row}-03-1${row % 10}`,
  'dates of birth with a few recent ones': (row) => (row % 10 ? `${1950 + row}-03-10` : '2012-03-10'),
  'numbers of the social security': (row) => `${200 + row}-45-67${10 + row}`,
  coordinates: (row) => `40.71${280_000 + row * 13}`,
  'addresses of computers': (row) => `192.168.${100 + row}.${200 + row}`,
  'numbers of customers': (row) => String(4_000_000_000 + row * 17),
  scores: (row) => String((row * 37) % 100),
  years: (row) => String(1950 + row),
  'names of a few owners': (row) => ['Ann Lee', 'Bob Ray', 'Cy Moe'][row % 3],
  'pictures of one site': (row) => `https://pictures.example/${row}.jpg`,
  'one that is a state and a country': () => 'CA',
  'numbers with a colon': (row) => `10:${10 + row}:00`,
}

test.each(Object.entries(misleading))('takes %s for nothing', (_, write) => {
  const rows = Array.from({ length: 40 }, (_, row) => [write(row)])
  expect(mapColumns(['column1'], rows)[0].field).toBeNull()
})
