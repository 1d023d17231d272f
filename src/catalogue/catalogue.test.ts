import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aCompany, aContact, anEdition } from '../../test/builders/an-edition.ts'
import { createManualClock } from '../platform/clock/index.ts'
import { openCatalogue, type Catalogue } from './index.ts'

type Row = Record<string, unknown>

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-catalogue-'))
})
afterEach(() => rm(data, { recursive: true }))

const companies = [
  aCompany({ number: 1, name: 'Zebra Tools' }),
  aCompany({ number: 2, name: 'Alpha Zebra' }),
  aCompany({ number: 3, name: 'alpha zebra' }),
]
async function opened<T>(rows: Row[], work: (catalogue: Catalogue) => Promise<T>): Promise<T> {
  const catalogue = await openCatalogue(await anEdition({ data, contacts: rows, companies }))
  try {
    return await work(catalogue)
  } finally {
    await catalogue.close()
  }
}

describe('pages', () => {
  test('cursors of an edition before go on after the same row', async () => {
    const rows = Array.from({ length: 5 }, (_, index) => aContact({ number: index * 2, name: `Name ${index}` }))
    const cursor = await opened(rows, async (catalogue) => (await catalogue.page({}, 'name', { limit: 2 })).next)
    const more = [...rows, aContact({ number: 1, name: 'Name 00' })]
    const folder = await anEdition({ data, edition: 'e000002', contacts: more, companies })
    const catalogue = await openCatalogue(folder)
    const page = await catalogue.page({}, 'name', { limit: 2, cursor: cursor ?? '' })
    expect(page.rows.map((row) => row.name)).toEqual(['Name 2', 'Name 3'])
    await catalogue.close()
  })

  test.each([
    [{ limit: 1, offset: 3 }, 'offset'],
    [{ limit: 1, cursor: 'nonsense' }, 'cursor'],
    [{ limit: 1, cursor: Buffer.from('["e000001","title",0,"c1"]').toString('base64url') }, 'cursor'],
  ])('%j is refused and names the field', async (slice, field) => {
    await opened([aContact({ number: 1 }), aContact({ number: 2 })], async (catalogue) => {
      await expect(catalogue.page({}, 'name', slice)).rejects.toMatchObject({
        code: 'bad_input',
        errors: [{ pointer: `/query/${field}` }],
      })
    })
  })
})

test('confidences are those of the day it is asked on, in every answer; without a clock those of the edition', async () => {
  const row = { level: 'staff', function: 'it', confidence: 900, confidence_name: 950, confidence_company: 850 }
  const folder = await anEdition({ data, contacts: [{ ...aContact({ number: 1 }), ...row }], companies })
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ asOf: '2026-06-30' }))
  const clock = createManualClock('2026-06-30T09:00:00Z')
  const [today, asBuilt] = [await openCatalogue(folder, { clock }), await openCatalogue(folder)]
  const shown = async (catalogue: Catalogue) => [
    await catalogue.getContact('c0000000001'),
    ...(await catalogue.getContacts(['c0000000001'])),
    ...(await catalogue.page({}, 'name', { limit: 1 })).rows,
  ]
  for (const each of await shown(today)) expect(each).toMatchObject(row)
  clock.advance(4.8 * 365.25 * 86_400_000)
  for (const each of await shown(today))
    expect(each).toMatchObject({ confidence_name: 950, confidence_company: 425, confidence: 688 })
  for (const each of await shown(asBuilt)) expect(each).toMatchObject(row)
  await Promise.all([today.close(), asBuilt.close()])
})

test('the same rows give the same index', async () => {
  const contacts = Array.from({ length: 40 }, (_, index) => aContact({ number: index, name: `Name ${index % 7}` }))
  const [first, second] = await Promise.all(
    ['e000001', 'e000002'].map((edition) => anEdition({ data, edition, contacts, companies })),
  )
  for (const file of ['arrays.bin', 'index.json'])
    expect(await readFile(join(first, 'index', file))).toEqual(await readFile(join(second, 'index', file)))
})

describe('look-ups', () => {
  test('a contact, and none for another or a hidden one', async () => {
    await opened([aContact({ number: 7, name: 'Grace Sample' }), aContact({ number: 8 })], async (catalogue) => {
      expect(await catalogue.getContact('c0000000007')).toMatchObject({ name: 'Grace Sample' })
      for (const id of ['c0000000009', 'c7', 'o00000007', '', 'c'])
        await expect(catalogue.getContact(id)).rejects.toMatchObject({ code: 'not_found' })
      catalogue.mask(['c0000000007', 'c9999999999'])
      await expect(catalogue.getContact('c0000000007')).rejects.toMatchObject({ code: 'not_found' })
      catalogue.mask([])
      expect(await catalogue.getContact('c0000000007')).toMatchObject({ name: 'Grace Sample' })
    })
  })

  test('a company with its people by function and level', async () => {
    const rows = [
      aContact({ number: 1, level: 'vp', function: 'sales' }),
      aContact({ number: 2, level: 'vp', function: undefined }),
      aContact({ number: 3, level: 'vp', function: 'sales' }),
      aContact({ number: 4, company_id: 'o00000002' }),
    ]
    await opened(rows, async (catalogue) => {
      const { company, people } = await catalogue.getCompany('o00000001')
      expect(company).toMatchObject({ name: 'Zebra Tools', contacts: 3 })
      expect(people).toEqual({
        total: 3,
        levels: { vp: 3 },
        functions: { sales: 2 },
        matrix: [
          { function: null, level: 'vp', count: 1 },
          { function: 'sales', level: 'vp', count: 2 },
        ],
      })
      catalogue.mask(['c0000000003'])
      expect((await catalogue.getCompany('o00000001')).people.total).toBe(2)
      await expect(catalogue.getCompany('o00000009')).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  test('companies by the beginning of a word of their name, page by page', async () => {
    await opened([aContact()], async (catalogue) => {
      const first = await catalogue.pageCompanies('zeb', { limit: 2 })
      expect([first.total, first.rows.map((row) => row.id)]).toEqual([3, ['o00000002', 'o00000003']])
      const second = await catalogue.pageCompanies('zeb', { limit: 2, cursor: first.next ?? '' })
      expect([second.rows.map((row) => row.id), second.next]).toEqual([['o00000001'], null])
      expect((await catalogue.pageCompanies('', { limit: 1, offset: 2 })).rows[0]).toMatchObject({ contacts: 1 })
      expect((await catalogue.pageCompanies('none', { limit: 1 })).total).toBe(0)
    })
  })
})

describe('type-ahead', () => {
  const rows = [
    aContact({ number: 1, title: 'Sales Director', name: 'José Pérez', city: 'São Paulo', company_id: 'o00000002' }),
    aContact({ number: 2, title: 'sales director', name: 'Jose Perez', city: 'Paris', company_id: 'o00000002' }),
    aContact({ number: 3, title: 'Director of Sales', name: 'Joan Perez', city: 'São Paulo' }),
    aContact({ number: 4, title: undefined, name: undefined, city: undefined, company_id: undefined }),
  ]
  test.each([
    [
      'title',
      'dir',
      [
        ['Director of Sales', 1],
        ['Sales Director', 2],
      ],
    ],
    ['title', 'Sales  D', [['Sales Director', 2]]],
    ['name', 'jose', [['José Pérez', 2]]],
    [
      'name',
      'per',
      [
        ['José Pérez', 2],
        ['Joan Perez', 1],
      ],
    ],
    ['city', 'sao', [['São Paulo', 2]]],
    ['city', 'pau', [['São Paulo', 2]]],
    ['industry', '', [['Manufacturing', 4]]],
    [
      'company',
      'z',
      [
        ['Zebra Tools', 1],
        ['Alpha Zebra', 2],
      ],
    ],
    ['title', 'zzz', []],
  ] as const)('%s %j', async (field, q, expected) => {
    await opened(rows, async (catalogue) => {
      const found = await catalogue.suggest(field, q)
      expect(found.map(({ label, count }) => [label, count])).toEqual(expected)
    })
  })

  test('what only hidden contacts have is not offered', async () => {
    await opened(rows, async (catalogue) => {
      await catalogue.suggest('name', 'jo')
      catalogue.mask(['c0000000001', 'c0000000003'])
      expect(await catalogue.suggest('name', 'jo')).toEqual([{ value: 'Jose Perez', label: 'Jose Perez', count: 1 }])
      expect(await catalogue.suggest('city', 's')).toEqual([])
    })
  })
})
