import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aCompany, anEdition } from '../../test/builders/an-edition.ts'
import { foldText } from './fold-text.ts'
import { fieldColumns, openCatalogue, type Catalogue, type FacetName, type Filters, type Sort } from './index.ts'

type Row = Record<string, unknown>

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-catalogue-'))
})
afterEach(() => rm(data, { recursive: true }))

const maybe = <T>(...values: T[]) => fc.constantFrom(undefined, ...values)
const words = ['ada', 'Adam', 'Müller', 'O’Brien', 'Łukasz', '李', 'Jean-Luc']
const someContact = fc.record({
  name: fc.option(
    fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((list) => list.join(' ')),
    {
      nil: undefined,
    },
  ),
  title: maybe('Sales Director', 'director of sales', 'VP, Sales & Marketing', 'Engineer', 'sales sales'),
  level: maybe('director', 'vp', 'staff'),
  function: maybe('sales', 'marketing', 'engineering'),
  company_id: maybe('o00000001', 'o00000002', 'o00000003'),
  industry: maybe('Manufacturing', 'Software'),
  country: maybe('US', 'CA', 'DE'),
  region: maybe('CA', 'IL', 'Bayern'),
  city: maybe('Springfield', 'springfield', 'Köln'),
  email: maybe('a@x.example'),
  phone: maybe('+12025550101'),
  street: maybe('1 Main Street'),
  postcode: maybe(undefined),
  linkedin: maybe('https://social.example/a'),
  seen: maybe('2025-01-31', '2026-01-31', '2024-12-31'),
  confidence: maybe(5, 100, 999),
})
const someRows = fc.array(someContact, { maxLength: 80 })
const several = <T>(...values: T[]) => fc.option(fc.subarray(values), { nil: undefined })
const someFilters = fc.record({
  name: several('ada', 'ada*', 'obrien mull*', 'li', 'zzz', '?'),
  title: several('sales', 'director sales', 'eng*', 'Marketing'),
  level: several('director', 'vp', 'Staff', 'none'),
  function: several('sales', 'marketing'),
  company: several('o00000001', 'o00000003', 'o99999999', 'x'),
  industry: several('Software'),
  country: several('US', 'DE', 'us'),
  region: several('US-CA', 'CA', 'bayern'),
  city: several('Springfield', 'Koln'),
  has: several('email', 'phone', 'address', 'linkedin'),
})
const companies = [
  aCompany({ number: 1, name: 'Zebra Tools' }),
  aCompany({ number: 2, name: 'Alpha Zebra' }),
  aCompany({ number: 3, name: 'alpha zebra' }),
]
const sorts: Sort[] = [
  'name',
  '-name',
  'title',
  '-title',
  'company',
  '-company',
  'seen',
  '-seen',
  'confidence',
  '-confidence',
]

/** Numbers the rows with gaps and leaves every field but the drawn ones out. */
function numbered(rows: Row[]): Row[] {
  return rows.map((row, index) => ({ ...row, id: `c${String(index * 3 + 1).padStart(10, '0')}` }))
}

async function opened<T>(rows: Row[], work: (catalogue: Catalogue) => Promise<T>): Promise<T> {
  const catalogue = await openCatalogue(await anEdition({ data, contacts: rows, companies }))
  try {
    return await work(catalogue)
  } finally {
    await catalogue.close()
  }
}

describe('what the index answers is what looking at every row gives', () => {
  test('counts, facets and pages, with hidden rows too', async () => {
    const property = fc.asyncProperty(
      someRows,
      fc.array(someFilters, { minLength: 1, maxLength: 12 }),
      fc.func(fc.boolean()),
      fc.nat(),
      async (drawn, queries, isHidden, pick) => {
        const rows = numbered(drawn)
        const hidden = pick % 3 === 0 ? [] : rows.filter((row) => isHidden(row.id)).map((row) => String(row.id))
        const kept = rows.filter((row) => !hidden.includes(String(row.id)))
        await opened(rows, async (catalogue) => {
          catalogue.mask(hidden)
          for (const filters of queries) {
            expect(catalogue.count(filters)).toBe(kept.filter((row) => fits(row, filters, rows)).length)
            const found = catalogue.facets(filters, ['level', 'region', 'city', 'company', 'has'], 100)
            for (const [name, values] of Object.entries(found)) {
              const counted = Object.fromEntries(values.map(({ value, count }) => [value, count]))
              expect(counted).toEqual(countedBy(kept, filters, { name: name as FacetName, all: rows }))
            }
            await expectPages(
              catalogue,
              kept.filter((row) => fits(row, filters, rows)),
              { filters, pick },
            )
          }
        })
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  test('counts, facets, pages and suggestions, with fields hidden of some', async () => {
    const fields = Object.keys(fieldColumns)
    const property = fc.asyncProperty(
      someRows,
      fc.array(someFilters, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(79), fc.subarray(fields)), { maxLength: 30 }),
      fc.nat(),
      async (drawn, queries, drawnMasks, pick) => {
        const rows = numbered(drawn)
        const masked = new Map(drawnMasks.map(([at, names]) => [String(rows[at]?.id), names]))
        const kept = rows.map((row) => without(row, masked.get(String(row.id)) ?? []))
        await opened(rows, async (catalogue) => {
          catalogue.applyMasks({ contacts: ['c9999999999'], fields: masked })
          for (const filters of queries) {
            const fitting = kept.filter((row) => fits(row, filters, rows))
            expect(catalogue.count(filters)).toBe(fitting.length)
            const found = catalogue.facets(
              filters,
              ['level', 'function', 'industry', 'region', 'city', 'company', 'has'],
              100,
            )
            for (const [name, values] of Object.entries(found)) {
              const counted = Object.fromEntries(values.map(({ value, count }) => [value, count]))
              expect(counted).toEqual(countedBy(kept, filters, { name: name as FacetName, all: rows }))
            }
            await expectPages(catalogue, fitting, { filters, pick })
          }
          expect(await catalogue.getContacts(rows.map((row) => String(row.id)))).toEqual(kept.map(defined))
          for (const field of ['title', 'city'] as const) {
            const said = await catalogue.suggest(field, '', 100)
            const total = said.reduce((sum, { count }) => sum + count, 0)
            expect(total).toBe(
              kept.filter((row) => foldText(typeof row[field] === 'string' ? row[field] : '') !== '').length,
            )
          }
          catalogue.applyMasks({ contacts: [], fields: new Map() })
          expect(await catalogue.getContacts(rows.map((row) => String(row.id)))).toEqual(rows.map(defined))
        })
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  test('a frequent value (bitset) and a rare one (list) meet in every way', async () => {
    const rows = numbered(
      Array.from({ length: 700 }, (_, index) => ({
        name: `N${index}`,
        level: index % 2 ? 'vp' : 'staff',
        function: index % 3 ? 'sales' : 'legal',
        city: `City ${index % 100}`,
        industry: index % 90 ? 'Software' : 'Rare',
      })),
    )
    await opened(rows, async (catalogue) => {
      const combinations: Filters[] = [
        { level: ['vp'], function: ['sales'] },
        { level: ['vp'], city: ['City 7'] },
        { city: ['City 90', 'City 0'], industry: ['Rare'] },
        { city: Array.from({ length: 60 }, (_, index) => `City ${index}`), industry: ['Rare'], level: ['staff'] },
      ]
      for (const filters of combinations) {
        const expected = rows.filter((row) => fits(row, filters, rows)).length
        expect(expected).toBeGreaterThan(0)
        expect(catalogue.count(filters)).toBe(expected)
      }
    })
  })
})

/** A row without the columns of these fields. */
function without(row: Row, fields: readonly string[]): Row {
  const columns = fields.flatMap((field) => fieldColumns[field])
  return Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)))
}

function defined(row: Row): Row {
  return JSON.parse(JSON.stringify(row)) as Row
}

/** The rows, page by page by cursor, are all rows in order; a page by offset is its part of them. */
async function expectPages(
  catalogue: Catalogue,
  expected: Row[],
  query: { filters: Filters; pick: number },
): Promise<void> {
  const sort = sorts[query.pick % sorts.length]
  const wanted = expected.toSorted(inOrder(sort)).map((row) => row.id)
  const limit = 1 + (query.pick % 50)
  const seen: unknown[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await catalogue.page(query.filters, sort, { limit, cursor })
    expect(page.total).toBe(wanted.length)
    seen.push(...page.rows.map((row) => row.id))
    cursor = page.next
  }
  expect(seen).toEqual(wanted)
  const offset = query.pick % (wanted.length + 1)
  const page = await catalogue.page(query.filters, sort, { limit, offset })
  expect(page.rows.map((row) => row.id)).toEqual(wanted.slice(offset, offset + limit))
}

/** Order by the folded text, absent last; equal ones by id, turned round with the rest. */
function inOrder(sort: Sort): (a: Row, b: Row) => number {
  const name = sort.replace('-', '')
  const key = (row: Row): string => {
    if (typeof row.confidence === 'number' && name === 'confidence') return String(row.confidence).padStart(4, '0')
    if (name === 'company') {
      const company = companies.find(({ id }) => id === row.company_id)
      return company ? `${foldText(String(company.name))} ${company.id}` : ''
    }
    const text = typeof row[name] === 'string' ? row[name] : ''
    return name === 'seen' ? text : foldText(text)
  }
  const turn = sort.startsWith('-') ? -1 : 1
  return (a, b) => {
    const [left, right] = [key(a), key(b)]
    if ((left === '') !== (right === '')) return left === '' ? 1 : -1
    const turned = left === '' ? 1 : turn
    if (left !== right) return left < right ? -turn : turn
    return String(a.id) < String(b.id) ? -turned : turned
  }
}

function countedBy(
  rows: Row[],
  filters: Filters,
  { name, all }: { name: FacetName; all: Row[] },
): Record<string, number> {
  const { [name]: _own, ...others } = filters
  const counts: Record<string, number> = {}
  for (const row of rows.filter((each) => fits(each, others, all))) {
    for (const value of valuesOf(row, name)) counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

function valuesOf(row: Row, name: FacetName): string[] {
  if (name === 'has') return ['email', 'phone', 'address', 'linkedin'].filter((channel) => hasChannel(row, channel))
  if (name === 'region' && row.region && row.country) return [`${row.country as string}-${row.region as string}`]
  const value = name === 'company' ? row.company_id : row[name]
  return typeof value === 'string' ? [value] : []
}

function hasChannel(row: Row, channel: string): boolean {
  return Boolean(channel === 'address' ? (row.street ?? row.postcode ?? row.city) : row[channel])
}

/** Whether a row fits, written without any index. */
function fits(row: Row, filters: Filters, all: Row[]): boolean {
  return (Object.entries(filters) as [keyof Filters, string[] | undefined][]).every(([name, values]) => {
    if (!values?.length) return true
    if (name === 'has') return values.every((channel) => hasChannel(row, channel))
    if (name === 'name' || name === 'title') {
      const phrases = values.filter((phrase) => foldText(phrase) !== '')
      return phrases.length === 0 || phrases.some((phrase) => hasWords(row[name], phrase))
    }
    const own = valuesOf(row, name)
    return values.some((value) => {
      if (name === 'company') return own.includes(value)
      if (all.some((each) => valuesOf(each, name).includes(value))) return own.includes(value)
      const folded = own.map((text) => foldText(text))
      return (
        folded.includes(foldText(value)) ||
        (name === 'region' && foldText((row.region ?? '') as string) === foldText(value))
      )
    })
  })
}

function hasWords(text: unknown, phrase: string): boolean {
  const held = foldText(typeof text === 'string' ? text : '').split(' ')
  return phrase.split(' ').every((word) => {
    const folded = foldText(word)
    return word.endsWith('*') ? held.some((each) => each.startsWith(folded)) : held.includes(folded)
  })
}
