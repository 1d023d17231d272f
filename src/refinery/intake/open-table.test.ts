import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTable, type TableOptions } from './open-table.ts'
import type { Reject } from './reject.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-table-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function put(content: string | Buffer, name = 'table.csv'): Promise<string> {
  const path = join(dir, name)
  await writeFile(path, content)
  return path
}

async function readTable(content: string | Buffer, options: TableOptions = {}) {
  const table = await openTable(await put(content), options)
  const rows: string[][] = []
  const lines: number[] = []
  const rejects: Reject[] = []
  for await (const chunk of table.chunks()) {
    rows.push(...chunk.rows)
    lines.push(...chunk.lines)
    rejects.push(...chunk.rejects)
  }
  return { columns: table.columns, rows, lines, rejects, encoding: table.encoding, dialect: table.dialect }
}

const people = [
  ['Name', 'E-mail', 'Company', 'City', 'Phone'],
  ['Zoë Müller', 'zoe@acme.example', 'Acme, Inc.', 'München', '+1 555-0101'],
  ["Pat O'Neil", 'pat@globex.example', 'Globex "The" Corp', 'Łódź', '+1 555-0102'],
  ['Ann Lee', 'ann@initech.example', 'Initech', 'Paris', ''],
]

/** Quoted as RFC 4180 asks: only where it must be. */
function toText(rows: string[][], delimiter = ',', quote = '"', end = '\n'): string {
  const cell = (value: string) =>
    [delimiter[0], quote, '\n', '\r'].some((part) => value.includes(part))
      ? quote + value.replaceAll(quote, quote + quote) + quote
      : value
  return rows.map((row) => row.map(cell).join(delimiter) + end).join('')
}

test.each([[','], [';'], ['\t'], ['|'], [', '], ['; '], ['^'], ['~'], ['||'], ['\u0001']])(
  'tells the delimiter %j',
  async (delimiter) => {
    for (const quote of ['"', "'"]) {
      for (const end of ['\n', '\r\n', '\r']) {
        const { columns, rows, rejects } = await readTable(toText(people, delimiter, quote, end))
        expect([columns, ...rows]).toEqual(people)
        expect(rejects).toEqual([])
      }
    }
  },
)

test('tells cells separated by spaces', async () => {
  const quoted = people.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(' ')).join('\n')
  const { columns, rows } = await readTable(quoted)
  expect([columns, ...rows]).toEqual(people)
})

const encodings: [string, Buffer, string, string[][]][] = [
  ['UTF-8', Buffer.from(toText(people)), 'utf-8', people],
  ['UTF-8 with byte order mark', Buffer.from('\uFEFF' + toText(people)), 'utf-8', people],
  ['UTF-16 LE with byte order mark', iconv.encode('\uFEFF' + toText(people), 'utf-16le'), 'utf-16le', people],
  ['UTF-16 BE with byte order mark', iconv.encode('\uFEFF' + toText(people), 'utf-16be'), 'utf-16be', people],
  ['UTF-16 LE without', iconv.encode(toText(people), 'utf-16le'), 'utf-16le', people],
  ['UTF-16 BE without', iconv.encode(toText(people), 'utf-16be'), 'utf-16be', people],
]

test.each(encodings)('reads %s', async (_, bytes, encoding, want) => {
  const { columns, rows, encoding: found } = await readTable(bytes)
  expect(found).toBe(encoding)
  expect([columns, ...rows]).toEqual(want)
})

const western = people.map((row) => row.map((cell) => cell.replace('Łódź', 'Genève – “Œuvre” €')))

test('reads Windows-1252, also where the first accent comes late', async () => {
  const { columns, rows, encoding } = await readTable(iconv.encode(toText(western), 'windows-1252'))
  expect(encoding).toBe('windows-1252')
  expect([columns, ...rows]).toEqual(western)
  const plain = Array.from({ length: 20_000 }, (_, i) => [
    `Ann Lee`,
    `ann${i}@acme.example`,
    'Acme',
    'Paris',
    '+1 555-0103',
  ])
  const late = await readTable(iconv.encode(toText([western[0], ...plain, ...western.slice(1)]), 'windows-1252'))
  expect(late.rows.slice(-3)).toEqual(western.slice(1))
})

test('reads a file put together from two encodings, and refuses only what is text in neither', async () => {
  const utf8 = Buffer.from(toText(people))
  const latin = iconv.encode(toText(western.slice(1)), 'windows-1252')
  const broken = Buffer.from([...Buffer.from('Bad '), 0x81, 0xff, ...Buffer.from(',x@acme.example,Acme,Paris,\n')])
  const { rows, rejects } = await readTable(Buffer.concat([utf8, latin, broken]))
  expect(rows).toEqual([...people.slice(1), ...western.slice(1)])
  expect(rejects).toMatchObject([{ line: 8, reason: 'bad_encoding' }])
})

test('reads gzip', async () => {
  const { columns, rows } = await readTable(gzipSync(toText(people)))
  expect([columns, ...rows]).toEqual(people)
})

const layouts: [string, string, string[], string[][]][] = [
  ['a preamble', `Contacts of the fair\n\nexported 2024-01-05,,,,\n${toText(people)}`, people[0], people.slice(1)],
  ['no header', toText(people.slice(1)), ['column1', 'column2', 'column3', 'column4', 'column5'], people.slice(1)],
  ['a header alone', 'Name,E-mail,Company\n', ['Name', 'E-mail', 'Company'], []],
  [
    'two header rows',
    `Name,E-mail,Founded\nfull,work,date\nAnn,ann@a.example,2001-02-03\nBob,bob@b.example,2002-02-03\n`,
    ['Name full', 'E-mail work', 'Founded date'],
    [
      ['Ann', 'ann@a.example', '2001-02-03'],
      ['Bob', 'bob@b.example', '2002-02-03'],
    ],
  ],
  ['blank lines at the end', `${toText(people)}\n\n\n`, people[0], people.slice(1)],
  [
    'a column without a name',
    'Name,,E-mail\nAnn,x,ann@a.example\nBob,y,bob@b.example\n',
    ['Name', 'column2', 'E-mail'],
    [
      ['Ann', 'x', 'ann@a.example'],
      ['Bob', 'y', 'bob@b.example'],
    ],
  ],
  [
    'short rows',
    'Name,E-mail,City,Notes\nAnn,ann@a.example\nBob,bob@b.example,Paris\nCid\n',
    ['Name', 'E-mail', 'City', 'Notes'],
    [
      ['Ann', 'ann@a.example', '', ''],
      ['Bob', 'bob@b.example', 'Paris', ''],
      ['Cid', '', '', ''],
    ],
  ],
  [
    'a delimiter too many at each end',
    'Name,E-mail\nAnn,ann@a.example,\nBob,bob@b.example,\n',
    ['Name', 'E-mail'],
    [
      ['Ann', 'ann@a.example'],
      ['Bob', 'bob@b.example'],
    ],
  ],
  ['one column', 'email\nann@a.example\nbob@b.example\n', ['email'], [['ann@a.example'], ['bob@b.example']]],
]

test.each([
  ['full name', ['Ann Lee', 'Bob Ray', 'Cid Vane']],
  ['company', ['Acme, Inc.', 'Globex', 'Initech, LLC', 'Umbrella']],
  ['opened', ['10:30', '11:45', '12:00']],
])('leaves a single column %j whole', async (name, values) => {
  const { columns, rows } = await readTable([name, ...values].join('\n'))
  expect([columns, ...rows]).toEqual([[name], ...values.map((value) => [value])])
})

test.each(layouts)('finds the table below or beside %s', async (_, text, columns, rows) => {
  expect(await readTable(text)).toMatchObject({ columns, rows, rejects: [] })
})

test('a header repeated under a number of its own does not make the first one data', async () => {
  const people = Array.from(
    { length: 30 },
    (_, i) => `r${i},Ann ${String.fromCharCode(97 + i)}lee,Buyer,ann${i}@a.example`,
  )
  const lines = ['record_id,Full Name,Title,E-mail', ...people, 'r99,Full Name,Title,E-mail']
  const { columns } = await readTable(lines.join('\n'))
  expect(columns).toEqual(['record_id', 'Full Name', 'Title', 'E-mail'])
})

test('a repeated header is passed over or ends the table; another table is refused row by row', async () => {
  const twice = toText(people) + toText(people)
  expect((await readTable(twice)).rows).toEqual([...people.slice(1), ...people.slice(1)])
  const first = await readTable(twice, { repeated: 'reject' })
  expect(first.rows).toEqual(people.slice(1))
  expect(first.rejects.map((reject) => reject.reason)).toEqual(['another_table', 'another_table', 'another_table'])
  const other = await readTable(`${toText(people)}Name,E-mail,Company,Town\nBob,bob@b.example,Acme,Rome\n`)
  expect(other.rows).toEqual(people.slice(1))
  expect(other.rejects).toMatchObject([{ line: 6, reason: 'another_table' }])
})

const bad: [string, string | Buffer, string, RegExp][] = [
  ['empty', '', 'bad_input', /is empty \(0 bytes\)/],
  ['only blank lines', '\n\n \n', 'bad_input', /is empty/],
  ['only a byte order mark', '\uFEFF', 'bad_input', /is empty/],
  ['zero bytes', Buffer.alloc(5000), 'bad_input', /binary/],
  [
    'random bytes',
    Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) & 255)),
    'bad_input',
    /binary/,
  ],
  ['PNG', Buffer.from('\u0089PNG\r\n\u001A\n\0\0\0', 'latin1'), 'bad_input', /binary/],
  ['PDF', '%PDF-1.7\n1 0 obj', 'bad_input', /binary/],
  ['HTML', '<!doctype html><html>', 'bad_input', /web page/],
  ['damaged gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 'bad_input', /damaged gzip/],
  ['damaged Parquet', 'PAR1 and nothing else', 'bad_input', /damaged Parquet/],
]

test.each(bad)('refuses a file that is %s, and says what to do', async (_, content, code, message) => {
  await expect(openTable(await put(content))).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
})

test('refuses what is no file', async () => {
  await expect(openTable(join(dir, 'nothing.csv'))).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringMatching(/There is no file/),
  })
  await expect(openTable(dir)).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringMatching(/is a directory/),
  })
  await expect(openTable('/dev/null')).rejects.toMatchObject({ code: 'bad_input' })
})

// The superuser may read everything, so that there is nothing to refuse.
test.skipIf(process.getuid?.() === 0)('refuses a file that this user may not read', async () => {
  const path = await put(toText(people), 'locked.csv')
  await chmod(path, 0)
  await expect(openTable(path)).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringMatching(/may not be read/),
  })
})

test.each([[''], ['"']])('a line of 300 MB that starts with %j costs its row and little memory', async (start) => {
  const piece = gzipSync(Buffer.alloc(10_000_000, 0x78))
  const head = gzipSync(`Name,E-mail\nAnn,ann@a.example\n${start}`)
  const members = [head, ...Array.from({ length: 30 }, () => piece), gzipSync('\nBob,bob@b.example\n')]
  const table = await openTable(await put(Buffer.concat(members), 'long.csv.gz'))
  const before = process.memoryUsage().rss
  const rows: string[][] = []
  for await (const chunk of table.chunks()) rows.push(...chunk.rows)
  expect(rows).toEqual([
    ['Ann', 'ann@a.example'],
    ['Bob', 'bob@b.example'],
  ])
  expect(table.rejects).toMatchObject([{ line: 3, reason: 'row_too_long' }])
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
})

const word = fc.constantFrom(
  'Ann',
  'Zoë',
  'Müller',
  "O'Neil",
  'Acme',
  'GmbH & Co',
  'Inc.',
  'Straße 5',
  'say "hi"',
  'a; b',
  'x, y',
  'x | y',
  'line\nbreak',
  'Ltd',
  'Paris',
)
const contact = fc
  .tuple(word, word, fc.integer({ min: 1, max: 999 }), word, word)
  .map(([first, last, n, company, city]) => [
    `${first} ${last}`,
    `${n}@acme.example`,
    company,
    city,
    `+1 555-01${String(n % 100).padStart(2, '0')}`,
  ])

test('contacts written by RFC 4180 in any dialect and encoding read back as they were', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(contact, { minLength: 3, maxLength: 30 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
      async (body, delimiter, end, encoding) => {
        const text = toText([people[0], ...body], delimiter, '"', end)
        const { columns, rows } = await readTable(
          iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf-16') }),
        )
        expect([columns, ...rows]).toEqual([people[0], ...body])
      },
    ),
    { numRuns: 100 },
  )
})
