import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRow, aWorkbook, aZip } from '../../../test/builders/a-zip.ts'
import { AppError } from '../../platform/errors/index.ts'
import { convertFile } from './convert-file.ts'
import { inspectFile } from './inspect-file.ts'
import { openTable } from './open-table.ts'

let dir: string
let counter = 0
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-made-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function save(content: string | Buffer): Promise<string> {
  const path = join(dir, `file-${++counter}`)
  await writeFile(path, content)
  return path
}

/** The rows as any reader of CSV sees them, and how many were left out. */
async function read(content: string | Buffer) {
  const path = await save(content)
  const { rejected } = await convertFile(path, `${path}.csv`)
  const { data } = Papa.parse<Record<string, string>>(await readFile(`${path}.csv`, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  return { rows: data, rejected }
}

const HEADER =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>'
const SHARED = ['Name', 'Phone', 'Seen', 'Company', 'Ann &amp; Lee']

describe('an Excel workbook', () => {
  test('is read with texts, long numbers, dates, what formulas came to; rows without a value are left out', async () => {
    const empty = Array.from({ length: 2000 }, (_, at) => `<row r="${at + 10}"><c r="A${at + 10}" s="1"/></row>`).join(
      '',
    )
    const rows = `${HEADER}<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2"><v>1.5125550131E10</v></c><c r="C2" s="2"><v>46000</v></c>
      <c r="D2" t="str"><f>A1</f><v>Harbor</v></c></row>
      <row r="3"><c r="A3" t="inlineStr"><is><r><t>Bo </t></r><r><t>Sun</t></r></is></c><c r="D3" t="e"><v>#REF!</v></c></row>${empty}`
    const { rows: found } = await read(aWorkbook({ sheets: [{ name: 'People', rows }], shared: SHARED }))
    expect(found).toEqual([
      { Name: 'Ann & Lee', Phone: '15125550131', Seen: '2025-12-09', Company: 'Harbor' },
      { Name: 'Bo Sun', Phone: '', Seen: '', Company: '' },
    ])
  })

  test('of several sheets the largest that is seen', async () => {
    const one = (name: string) => `${HEADER}<row r="2"><c r="A2" t="inlineStr"><is><t>${name}</t></is></c></row>`
    const sheets = [
      { name: 'Notes', rows: one('A') },
      { name: 'People', rows: one('The largest') },
      { name: 'Old', rows: one('x'.repeat(500)), state: 'hidden' },
    ]
    expect((await read(aWorkbook({ sheets, shared: SHARED }))).rows[0]?.['Name']).toBe('The largest')
  })

  test('of several sheets not one that is formatted to its last row and empty', async () => {
    const empty = Array.from({ length: 3000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" s="1"/></row>`)
    const people = aRow(1, ['Name', 'Email']) + aRow(2, ['Ann Lee', 'ann@acme.example'])
    const sheets = [
      { name: 'Empty', rows: empty.join('') },
      { name: 'People', rows: people },
    ]
    expect((await read(aWorkbook({ sheets }))).rows).toEqual([{ Name: 'Ann Lee', Email: 'ann@acme.example' }])
  })

  test('titles over the table are no header, also merged over all of it', async () => {
    const rows = [
      aRow(1, ['Contacts of the spring fair']),
      aRow(2, ['As of', '<c ? s="2"><v>46000</v></c>']),
      aRow(4, ['Name', 'Email', 'Company', 'City']),
      aRow(5, ['Ann Lee', 'ann@acme.example', 'Acme', 'Austin']),
      aRow(6, ['Bo Ray', 'bo@globex.example', 'Globex', 'Dover']),
    ]
    const sheets = [{ name: 'P', rows: rows.join(''), merged: ['A1:D1'] }]
    expect((await read(aWorkbook({ sheets }))).rows).toEqual([
      { Name: 'Ann Lee', Email: 'ann@acme.example', Company: 'Acme', City: 'Austin' },
      { Name: 'Bo Ray', Email: 'bo@globex.example', Company: 'Globex', City: 'Dover' },
    ])
  })

  test('a header two rows deep gives names of both, those over several columns to each', async () => {
    const rows = [
      aRow(1, ['Ref', 'Contact', '', '', 'Company', '']),
      aRow(2, ['', 'Name', 'Phone', 'Email', 'Name', 'City']),
      ...Array.from({ length: 6 }, (_, at) =>
        aRow(at + 3, [
          7000 + at,
          `Ann Lee${'abcdef'[at]}`,
          `+1 202 555 013${at}`,
          `ann${at}@acme.example`,
          'Acme',
          'Dover',
        ]),
      ),
    ]
    const sheets = [{ name: 'P', rows: rows.join(''), merged: ['A1:A2', 'B1:D1', 'E1:F1'] }]
    const path = await save(aWorkbook({ sheets }))
    const { columns } = await inspectFile(path)
    expect(columns.map(({ column, field }) => [column, field])).toEqual([
      ['Ref', null],
      ['Contact Name', 'full_name'],
      ['Contact Phone', 'phone'],
      ['Contact Email', 'email'],
      ['Company Name', 'company'],
      ['Company City', 'city'],
    ])
  })

  test('cells merged over several rows stand in each of them, those beside each other once', async () => {
    const rows = [
      aRow(1, ['Company', 'Name', 'Email']),
      aRow(2, ['Acme', 'Ann Lee', 'ann@acme.example']),
      aRow(3, ['', 'Bo Ray', 'bo@acme.example']),
      aRow(4, ['', '', '']),
      aRow(5, ['Globex', 'Cy Moe', '']),
    ]
    const sheets = [{ name: 'P', rows: rows.join(''), merged: ['A2:A4', 'B5:C5'] }]
    expect((await read(aWorkbook({ sheets }))).rows).toEqual([
      { Company: 'Acme', Name: 'Ann Lee', Email: 'ann@acme.example' },
      { Company: 'Acme', Name: 'Bo Ray', Email: 'bo@acme.example' },
      { Company: 'Globex', Name: 'Cy Moe', Email: '' },
    ])
  })

  test('numbers as they are shown: codes with their zeros, days as dates, a time as it is', async () => {
    const rows = [
      aRow(1, ['Name', 'Zip', 'Last Modified', 'Time']),
      aRow(2, ['Ann Lee', '<c ? s="3"><v>2134</v></c>', '<c ? s="1"><v>45291.75</v></c>', '<c ? s="1"><v>0.5</v></c>']),
    ]
    expect((await read(aWorkbook({ sheets: [{ name: 'P', rows: rows.join('') }] }))).rows).toEqual([
      { Name: 'Ann Lee', Zip: '02134', 'Last Modified': '2023-12-31', Time: '0.5' },
    ])
  })

  test('a cell of many megabytes costs its row, and no more memory than a few', async () => {
    const long = 'q&amp;'.repeat(4_000_000)
    const rows = aRow(1, ['Name', 'Email']) + aRow(2, [long, 'a@acme.example']) + aRow(3, ['Bo', 'bo@acme.example'])
    const before = process.memoryUsage().rss
    const { rows: found, rejected } = await read(aWorkbook({ sheets: [{ name: 'P', rows }] }))
    expect([found, rejected]).toEqual([[{ Name: 'Bo', Email: 'bo@acme.example' }], 1])
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20)
  })

  test('more rows than are looked at first, in their order', async () => {
    const body = Array.from(
      { length: 5000 },
      (_, at) => `<row r="${at + 2}"><c r="A${at + 2}" t="inlineStr"><is><t>Person ${at}</t></is></c></row>`,
    )
    const { rows } = await read(aWorkbook({ sheets: [{ name: 'P', rows: HEADER + body.join('') }], shared: SHARED }))
    expect(rows.map((row) => row['Name'])).toEqual(Array.from({ length: 5000 }, (_, at) => `Person ${at}`))
  })

  test('is inspected for the mapping like any table', async () => {
    const path = await save(
      aWorkbook({
        sheets: [{ name: 'P', rows: `${HEADER}<row r="2"><c r="A2" t="s"><v>4</v></c></row>` }],
        shared: SHARED,
      }),
    )
    const { format, columns } = await inspectFile(path)
    expect(format).toBe('xlsx')
    expect(columns.map(({ field }) => field)).toEqual(['full_name', 'phone', 'seen', 'company'])
  })
})

describe('JSON', () => {
  test.each([
    ['a list', '[{"name":"Ann","company":{"name":"A"}},{"name":"Bo","emails":["b@b.example","c@b.example"]}]'],
    ['a line each', '{"name":"Ann","company":{"name":"A"}}\n{"name":"Bo","emails":["b@b.example","c@b.example"]}\n'],
    [
      'in an object',
      '{"contacts": [{"name":"Ann","company":{"name":"A"}},\n{"name":"Bo","emails":["b@b.example","c@b.example"]}]}',
    ],
  ])('%s: what is nested gets a column of its own', async (_, text) => {
    const { rows, rejected } = await read(text)
    expect(rows).toEqual([
      { name: 'Ann', 'company.name': 'A', emails: '' },
      { name: 'Bo', 'company.name': '', emails: 'b@b.example; c@b.example' },
    ])
    expect(rejected).toBe(0)
  })

  test('a line that is none is left out with its place, and the others are taken', async () => {
    const table = await openTable(await save('{"name":"Ann"}\n{"name":Bo}\n{"name":"Cy"}\n{"name":'))
    const names: string[] = []
    const rejects = []
    for await (const chunk of table.chunks()) {
      names.push(...chunk.rows.map(([name]) => name))
      rejects.push(...chunk.rejects.map(({ line }) => line))
    }
    expect(names).toEqual(['Ann', 'Cy'])
    expect(rejects).toEqual([3, 5])
  })

  test('a record of more than a megabyte is left out, and the others are taken', async () => {
    const long = JSON.stringify({ name: 'x'.repeat(3_000_000), note: '{"}' })
    const { rows, rejected } = await read(`[{"name":"Ann"},${long},{"name":"Cy"}]`)
    expect([rows.map(({ name }) => name), rejected]).toEqual([['Ann', 'Cy'], 1])
    await expect(read(`[${long}]`)).rejects.toThrow(/more than 1 MB and no other/)
  })

  test('braces and quotes in texts are text', async () => {
    expect((await read('[{"name":"A } \\" { B"},{"name":"C"}]')).rows.map(({ name }) => name)).toEqual([
      'A } " { B',
      'C',
    ])
  })
})

describe('a ZIP archive', () => {
  test('with one table is that table', async () => {
    const { rows } = await read(aZip({ 'readme.md': 'x', 'people.csv': 'Name;City\nJosé;Málaga\n' }))
    expect(rows).toEqual([{ Name: 'José', City: 'Málaga' }])
  })

  const JSON_TEXT = '[{"Name":"Ann Lee","Email":"ann@acme.example"}]'
  const LINES = '{"Name":"Ann Lee","Email":"ann@acme.example"}\n'
  const CARD = 'BEGIN:VCARD\r\nFN:Ann Lee\r\nEMAIL:ann@acme.example\r\nEND:VCARD\r\n'
  const book = () =>
    aWorkbook({ sheets: [{ name: 'P', rows: aRow(1, ['Name', 'Email']) + aRow(2, ['Ann Lee', 'ann@acme.example']) }] })

  test.each([
    ['JSON in a ZIP archive', () => aZip({ 'people.json': JSON_TEXT })],
    ['a workbook in a ZIP archive', () => aZip({ 'people.xlsx': book() })],
    ['cards in a ZIP archive', () => aZip({ 'people.vcf': CARD })],
    ['JSON in gzip', () => gzipSync(JSON_TEXT)],
    ['an object a line in gzip', () => gzipSync(LINES)],
    ['cards in gzip', () => gzipSync(CARD)],
    ['a workbook in gzip', () => gzipSync(book())],
  ])('reads %s', async (_, make) => {
    const { rows } = await read(make())
    expect(rows.map((row) => [row['Name'] ?? row['Full name'], row['Email'] ?? row['E-mail']])).toEqual([
      ['Ann Lee', 'ann@acme.example'],
    ])
  })

  test('packed twice, or without a table under the name of one, is refused by its own name', async () => {
    await expect(read(gzipSync(aZip({ 'a.csv': 'a,b\n1,2\n' })))).rejects.toThrow(/file-\d+ holds another archive/)
    await expect(read(aZip({ 'a.json': 'no JSON' }))).rejects.toThrow(/file-\d+ holds no table that can be read/)
  })

  test('with several is refused by their names', async () => {
    const files = aZip({ 'one.csv': 'a,b\n1,2\n', 'two.csv': 'a,b\n1,2\n' })
    await expect(read(files)).rejects.toThrow(/holds 2 tables \(one\.csv, two\.csv\)/)
  })

  test('that unpacks to far more than it is packed is not unpacked', async () => {
    await expect(read(aZip({ 'people.csv': Buffer.alloc(150 * 2 ** 20, 'a') }))).rejects.toThrow(
      /far more than it is packed/,
    )
  })

  test('that ends in the middle is damaged', async () => {
    const whole = aZip({ 'people.csv': 'Name\nAnn\n' })
    await expect(read(whole.subarray(0, whole.length - 10))).rejects.toMatchObject({ code: 'bad_input' })
  })
})

test('whatever bytes come, it is a table or told to be none', async () => {
  const starts = ['PK\u0003\u0004', '[{"', '{"a":', 'BEGIN:VCARD\r\n', '\u001F\u008B']
  const book = aWorkbook({ sheets: [{ name: 'P', rows: HEADER }], shared: SHARED })
  const bytes = fc.oneof(
    fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }))
      .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest])),
    fc.tuple(fc.nat(book.length - 1), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
      const broken = Buffer.from(book)
      broken[at] = byte
      return broken
    }),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const failed = await read(content).then(
        () => null,
        (error: unknown) => error,
      )
      expect(failed === null || failed instanceof AppError).toBe(true)
    }),
    { numRuns: 300 },
  )
}, 60_000)
