import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { csvLine } from './csv-line.ts'
import { takeIn, type TakeInOptions } from './take-in.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-take-in-'))
})
afterEach(() => rm(dir, { recursive: true }))

type BatchRow = Record<string, string | number | string[] | null>

async function batchOf(text: string, options: Partial<TakeInOptions> = {}, name = 'feed.csv') {
  const path = join(dir, name)
  await writeFile(path, text)
  const out = join(dir, `${name}.batch`)
  const intake = await takeIn(path, { out, ...options })
  const rows = await readParquet(join(out, 'batch.parquet'))
  return {
    intake,
    rows,
    rejects: await readFile(join(out, 'rejects.csv'), 'utf8'),
    files: (await readdir(out)).toSorted(),
  }
}

async function readParquet(path: string): Promise<BatchRow[]> {
  const db = await openDuckDb()
  try {
    return await db.rows<BatchRow>(`SELECT * FROM ${sqlText(path)} ORDER BY row`)
  } finally {
    db.close()
  }
}

/** A row with only what is given; the other columns are null. */
function aRow(given: BatchRow): BatchRow {
  const names =
    'record_id source name title company unit domain emails phones mobiles faxes addresses industry employees revenue linkedin seen'
  return { ...Object.fromEntries(names.split(' ').map((name) => [name, null])), ...given }
}

test('writes what the columns hold: parts of names, addresses and numbers with their country, lists, dates', async () => {
  const text = [
    'Id,Salutation,First Name,Middle Name,Last Name,Suffix,Title,Account Name,Department,Email,E-mail 2,Phone,Mobile,Fax,Mailing Street,Mailing City,Mailing State,Mailing Zip,Mailing Country,Website,Industry,Employees,Annual Revenue,LinkedIn URL,Last Modified Date,Owner',
    '7,Dr., Ann ,B.,Lee,Jr.,CEO,"Acme, Inc.",Sales,ann@acme.example,a.lee@acme.example,555-0101,555-0102,555-0103,"1 Main St\nFloor 2",Springfield,IL,62701,USA,acme.example,Tools,50,1000000,linkedin.com/in/ann,25/03/2024,Bob',
    '8,,Cid,,Vane,,,,,,,,,,,,,,,,,,,,,',
  ].join('\n')
  const { intake, rows, rejects, files } = await batchOf(text)
  expect(rows).toEqual([
    aRow({
      row: 2,
      record_id: '7',
      name: 'Dr.\u001FAnn\u001FB.\u001FLee\u001FJr.',
      title: 'CEO',
      company: 'Acme, Inc.',
      unit: 'Sales',
      emails: ['ann@acme.example', 'a.lee@acme.example'],
      phones: ['555-0101\u001FUSA'],
      mobiles: ['555-0102\u001FUSA'],
      faxes: ['555-0103\u001FUSA'],
      addresses: ['1 Main St\nFloor 2\u001FSpringfield\u001FIL\u001F62701\u001FUSA'],
      domain: 'acme.example',
      industry: 'Tools',
      employees: '50',
      revenue: '1000000',
      linkedin: 'linkedin.com/in/ann',
      seen: '2024-03-25',
    }),
    aRow({ row: 4, record_id: '8', name: '\u001FCid\u001F\u001FVane\u001F' }),
  ])
  expect(intake).toMatchObject({
    rows: 2,
    rejected: 0,
    reasons: {},
    dropped: [],
    file: 'feed.csv',
    bytes: Buffer.byteLength(text),
  })
  expect(intake.digest).toBe(createHash('sha256').update(text).digest('hex'))
  expect(intake.seen).toEqual({ min: '2024-03-25', max: '2024-03-25' })
  expect(rejects).toBe('line,reason,raw\n')
  expect(files).toEqual(['batch.parquet', 'rejects.csv'])
})

test('parts of a name win over the whole, which stands in where a part is missing', async () => {
  const { rows } = await batchOf('full_name,first_name,last_name\nAnn Lee,Anna,Lee\nBob Ray,Bob,\nCid Vane,,\n')
  expect(rows.map((row) => row['name'])).toEqual(['\u001FAnna\u001F\u001FLee\u001F', 'Bob Ray', 'Cid Vane'])
})

test('whole addresses in numbered columns, and several addresses of parts', async () => {
  const whole = await batchOf(
    'Name,address1,address2\nAnn Lee,"1 Main St, Springfield, IL 62701","2 Oak Ave, Dover, DE 19901"\n',
  )
  expect(whole.rows[0]['addresses']).toEqual(['1 Main St, Springfield, IL 62701', '2 Oak Ave, Dover, DE 19901'])
  const parts = await batchOf(
    'Name,Address 1,Address 2,City,Zip,Other Street,Other City,Country\nAnn Lee,1 Main St,Floor 2,Springfield,62701,2 Oak Ave,Dover,US\n',
    {},
    'parts.csv',
  )
  expect(parts.rows[0]['addresses']).toEqual([
    '1 Main St, Floor 2\u001FSpringfield\u001F\u001F62701\u001FUS',
    '2 Oak Ave\u001FDover\u001F\u001F\u001F',
  ])
})

test('never holds what the product never holds, not even among the rejects', async () => {
  const secret = '1980-01-02'
  const text = `name,email,date of birth,gender,notes\nAnn Lee,ann@a.example,${secret},f,x\n,,${secret},m,\nBob,"b@b.example,${secret}\nCid,c@c.example,${secret},m,n,o,p\n`
  const { intake, rows, rejects } = await batchOf(text)
  expect(intake.dropped).toEqual(['date of birth', 'gender'])
  expect(rows).toEqual([aRow({ row: 2, name: 'Ann Lee', emails: ['ann@a.example'] })])
  expect(JSON.stringify(intake) + JSON.stringify(rows) + rejects).not.toContain(secret)
  expect(intake.reasons).toEqual({ no_content: 1, unclosed_quote: 1, ragged_row: 1 })
  expect(rejects).toBe('line,reason,raw\n3,no_content,",,,,"\n4,unclosed_quote,\n5,ragged_row,\n')
})

test('a choice overrules the guess, but not what is forbidden', async () => {
  const { intake, rows } = await batchOf('name,who,born\nAcme,Ann Lee,1980\n', {
    mapping: { name: 'company', who: 'full_name', born: 'seen' },
  })
  expect(rows).toEqual([aRow({ row: 2, name: 'Ann Lee', company: 'Acme' })])
  expect(intake.dropped).toEqual(['born'])
})

test('the source column is found by name, or the error names the columns', async () => {
  const text = 'Feed,name\nalpha,Ann Lee\nbeta,Bob Ray\n'
  const { rows } = await batchOf(text, { sourceColumn: 'feed' })
  expect(rows.map((row) => row['source'])).toEqual(['alpha', 'beta'])
  await expect(batchOf(text, { sourceColumn: 'vendor' })).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringMatching(/has no column “vendor”: its columns are Feed, name\./),
  })
})

test('a file that names nobody is refused, unless it is said what its columns hold', async () => {
  const text = 'Ann Lee,2024-03-01\nBob Ray,2024-03-02\n'
  const refused = { code: 'bad_input', message: expect.stringContaining('column1, column2') }
  await expect(batchOf(text)).rejects.toMatchObject(refused)
  const { rows } = await batchOf(text, { mapping: { column1: 'full_name', column2: 'seen' } })
  expect(rows).toEqual([
    aRow({ row: 1, name: 'Ann Lee', seen: '2024-03-01' }),
    aRow({ row: 2, name: 'Bob Ray', seen: '2024-03-02' }),
  ])
})

test('bad rows go to rejects.csv with line and reason, in the order of the file', async () => {
  const rows = Array.from({ length: 6 }, (_, i) => `Ann ${'abcdef'[i]},ann${i}@a.example,Acme`)
  const text = [
    'name,email,company',
    ...rows,
    '"never closed,x@a.example',
    ',,',
    'a,b,c,d,e',
    `${'x'.repeat(70_000)},y@a.example,Acme`,
    'Bob Ray,bob@b.example,Acme',
  ].join('\n')
  const { intake, rejects } = await batchOf(text)
  expect(intake).toMatchObject({
    rows: 7,
    rejected: 4,
    reasons: { unclosed_quote: 1, no_content: 1, ragged_row: 1, cell_too_long: 1 },
  })
  const lines = rejects.trim().split('\n')
  expect(lines.slice(0, 4)).toEqual([
    'line,reason,raw',
    '8,unclosed_quote,"""never closed,x@a.example"',
    '9,no_content,",,"',
    '10,ragged_row,"a,b,c,d,e"',
  ])
  expect(lines[4]).toMatch(/^11,cell_too_long,x{1000}…$/)
})

test('a file of bad rows alone is still a batch, empty; a failure leaves nothing behind', async () => {
  const { intake, rows } = await batchOf('name,email,phone\n,,555-0100\n')
  expect([intake.rows, rows]).toEqual([0, []])
  expect(intake.reasons).toEqual({ no_person_or_company: 1 })
  const controller = new AbortController()
  controller.abort()
  await expect(batchOf('name\nAnn Lee\n', { signal: controller.signal }, 'gone.csv')).rejects.toThrow()
  expect(await readdir(dir)).not.toContain('gone.csv.batch')
})

test('how rows are split over files changes nothing but their line', async () => {
  const head = 'id,name,address1,address2,phone1,phone2,web,seen'
  const body = Array.from({ length: 300 }, (_, i) =>
    csvLine([
      String(i),
      `Ann ${i}`,
      i % 3 ? `${i} Main St, Dover, DE 19901` : '',
      i % 50 ? '' : `Room ${i}`,
      `555-01${String(i % 100).padStart(2, '0')}`,
      '',
      'acme.example',
      '2024-01-02',
    ]),
  )
  const contentOf = async (lines: string[], name: string) =>
    (await batchOf([head, ...lines].join('\n'), {}, name)).rows.map((row) => JSON.stringify({ ...row, row: null }))
  const whole = await contentOf(body, 'whole.csv')
  const parts = []
  for (const k of [0, 1, 2])
    parts.push(
      ...(await contentOf(
        body.filter((_, i) => i % 3 === k),
        `part${k}.csv`,
      )),
    )
  expect(parts.toSorted()).toEqual(whole.toSorted())
})

test('awkward text comes through as it is', async () => {
  const names = [
    'back\\slash',
    'tab\there',
    'new\nline',
    '\\N',
    '\\',
    'nul\0l',
    '\u001Fsep\u001E',
    'quo\'te"',
    '😀',
    '中文',
  ]
  const { rows } = await batchOf(
    `email,name\n${names.map((name, i) => csvLine([`a${i}@a.example`, name])).join('\n')}\n`,
  )
  expect(rows.map((row) => row['name'])).toEqual([
    'back\\slash',
    'tab\there',
    'new\nline',
    '\\N',
    '\\',
    'nul l',
    'sep',
    'quo\'te"',
    '😀',
    '中文',
  ])
})
