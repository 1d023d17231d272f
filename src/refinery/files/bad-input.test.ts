import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRow, aWorkbook, aZip } from '../../../test/builders/a-zip.ts'
import { AppError } from '../../platform/errors/index.ts'
import { cleanFile } from './clean-file.ts'
import { scanFile } from './scan-file.ts'

// What people and enemies hand in, through both ways that a file can take: within bounds of time and memory, the good rows kept,
// and a reason for what is left out.

let dir: string
let counter = 0
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-bad-'))
})
afterAll(() => rm(dir, { recursive: true }))

const MB = 2 ** 20
/** For both ways, on two cores that others use too. */
const SECONDS = 20

type Came = { rows: Record<string, string>[]; unreadable: number; scanned: number } | { refused: string }

/** What comes of a file; that both ways say the same, and how much memory it took, are checked on the way. */
async function work(content: string | Buffer): Promise<Came> {
  const path = join(dir, `file-${++counter}`)
  await writeFile(path, content)
  const out = `${path}.csv`
  const before = process.memoryUsage().rss
  const [started, cleaned] = [performance.now(), await settled(() => cleanFile(path, { out, threads: 1 }))]
  const scanned = await settled(() => scanFile(path, { threads: 1 }))
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * MB)
  expect((performance.now() - started) / 1000).toBeLessThan(SECONDS)
  if (cleaned instanceof AppError) {
    if (cleaned.code !== 'bad_input' || !(scanned instanceof AppError)) throw cleaned
    return { refused: cleaned.message.replaceAll(path, 'FILE') }
  }
  if (scanned instanceof AppError) return { refused: scanned.message.replaceAll(path, 'FILE') }
  const { data: rows } = Papa.parse<Record<string, string>>(await readFile(out, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  return { rows, unreadable: cleaned.unreadable, scanned: scanned.rows }
}

const settled = <Result>(run: () => Promise<Result>): Promise<Result | AppError> =>
  run().catch((error: unknown) => {
    if (error instanceof AppError) return error
    throw error
  })

const HEADER = 'Name,Email,Company\n'
const GOOD = Array.from({ length: 20 }, (_, at) => `Ann Lee,ann${at}@acme.example,Acme Inc.\n`).join('')
const emptyRows = (count: number) =>
  Array.from({ length: count }, (_, at) => `<row r="${at + 10}"><c r="A${at + 10}" s="1"/></row>`).join('')
const people = aRow(1, ['Name', 'Email']) + aRow(2, ['Ann Lee', 'ann@acme.example'])

/** Files of which one row or none is lost. */
const taken: [string, () => string | Buffer, { rows: number; unreadable: number }][] = [
  ['a value of 1 MB', () => `${HEADER}${'x'.repeat(MB)},a@b.example,A\n${GOOD}`, { rows: 20, unreadable: 1 }],
  ['one in quotes', () => `${HEADER}${GOOD}"${'x '.repeat(MB)}",a@b.example,A\n${GOOD}`, { rows: 40, unreadable: 1 }],
  ['a value of 60 kB', () => `${HEADER}${'x '.repeat(30_000)},a@b.example,A\n${GOOD}`, { rows: 21, unreadable: 0 }],
  [
    'a line of 80 MB',
    () => Buffer.concat([Buffer.from(HEADER + GOOD), Buffer.alloc(80 * MB, 'z'), Buffer.from(`\n${GOOD}`)]),
    { rows: 40, unreadable: 1 },
  ],
  [
    'gzip that unpacks to a line of 300 MB',
    () => gzipSync(Buffer.concat([Buffer.from(HEADER + GOOD), Buffer.alloc(300 * MB, 'z')])),
    { rows: 20, unreadable: 1 },
  ],
  [
    'a workbook with 300,000 empty rows',
    () => aWorkbook({ sheets: [{ name: 'P', rows: people + emptyRows(300_000) }] }),
    { rows: 1, unreadable: 0 },
  ],
  [
    'a larger sheet without a value',
    () =>
      aWorkbook({
        sheets: [
          { name: 'E', rows: emptyRows(50_000) },
          { name: 'P', rows: people },
        ],
      }),
    { rows: 1, unreadable: 0 },
  ],
  [
    'a cell of 30 MB',
    () => aWorkbook({ sheets: [{ name: 'P', rows: people + aRow(3, ['q'.repeat(30 * MB), 'b@b.example']) }] }),
    { rows: 1, unreadable: 1 },
  ],
  [
    'JSON with a value of 5 MB',
    () => `[{"name":"Ann","email":"a@b.example"},{"name":"${'x'.repeat(5 * MB)}"}]`,
    { rows: 1, unreadable: 1 },
  ],
  [
    'twenty thousand columns',
    () => `${Array.from({ length: 20_000 }, (_, at) => `c${at}`).join()}\n${'x,'.repeat(19_999)}x\n`,
    { rows: 1, unreadable: 0 },
  ],
  [
    'a card with a picture of 20 MB',
    () => `BEGIN:VCARD\nFN:Ann Lee\nPHOTO:${`${'A'.repeat(76)}\n `.repeat(260_000)}\nEND:VCARD\n`,
    { rows: 1, unreadable: 0 },
  ],
]

test.each(taken)(
  '%s',
  async (_, make, { rows, unreadable }) => {
    const came = await work(make())
    expect(came).toMatchObject({ unreadable, scanned: rows })
    expect('rows' in came && came.rows.length).toBe(rows)
  },
  60_000,
)

const refused: [string, () => string | Buffer, RegExp][] = [
  [
    'an archive that unpacks to far more',
    () => aZip({ 'a.csv': Buffer.alloc(150 * MB, 'a') }),
    /unpacks to far more than it is packed/,
  ],
  [
    'JSON in gzip that unpacks to far more',
    () => gzipSync(`[{"a":"${'x'.repeat(150 * MB)}"}]`),
    /unpacks to far more than it is packed/,
  ],
  [
    'an archive whose file lies elsewhere',
    () => aZip({ '../../people.csv': HEADER + GOOD }),
    /damaged workbook or archive/,
  ],
  ['an archive in an archive', () => aZip({ 'a.zip': aZip({ 'p.csv': HEADER }) }), /holds no table \(a\.zip\)/],
  [
    'a workbook with entities of its own',
    () => aZip({ 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>' }),
    /damaged workbook/,
  ],
  [
    'a workbook of empty rows',
    () => aWorkbook({ sheets: [{ name: 'E', rows: emptyRows(1000) }] }),
    /no cell in it has a value/,
  ],
  [
    'a header of a megabyte',
    () => `${Array.from({ length: 200_000 }, (_, at) => `c${at}`).join()}\n1\n`,
    /begins with a row or a value that is too long/,
  ],
  [
    'JSON a hundred thousand deep',
    () => '['.repeat(100_000) + ']'.repeat(100_000),
    /begins with a row or a value that is too long/,
  ],
  ['objects fifty thousand deep', () => `[${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}]`, /holds no objects/],
  ['nothing but the header', () => HEADER, /no row that can be read below its header/],
  [
    'a picture',
    () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), Buffer.alloc(5000, 7)]),
    /binary file/,
  ],
]

test.each(refused)(
  'is refused with its reason: %s',
  async (_, make, reason) => {
    expect(await work(make())).toEqual({ refused: expect.stringMatching(reason) as string })
  },
  60_000,
)

/** One row with a strange value, and what it is cleaned to. */
const strange: [string, string, string][] = [
  ['control characters', '\u0007Ann\u0000 \u001BLee\u0008,ann@acme.example,Acme', 'Ann Lee,ann@acme.example,Acme'],
  [
    'marks for writing from the right',
    '\u202EAnn Lee\u202C,\u200Eann@acme.example\u200F,\u2066Acme\u2069',
    'Ann Lee,ann@acme.example,Acme',
  ],
  ['names that are written from the right', 'דנה כהן,dana@acme.example,Acme', 'דנה כהן,dana@acme.example,Acme'],
  ['a formula', `Ann Lee,ann@acme.example,"=cmd|'/c calc'!A1"`, `Ann Lee,ann@acme.example,cmd|'/c calc'!A1`],
]

test.each(strange)('cleans %s', async (_, row, want) => {
  const came = await work(`${HEADER}${GOOD}${row}\n`)
  const last = 'rows' in came ? came.rows.at(-1) : undefined
  expect([last?.['Name'], last?.['Email'], last?.['Company']].join()).toBe(want)
})

test('an unpaired half of UTF-16 in any encoding costs its character, and nothing else', async () => {
  const half = Buffer.concat([
    Buffer.from(`${HEADER}Zo`),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from('ë,z@acme.example,Acme\n'),
  ])
  const wide = Buffer.from(`\uFEFF${HEADER}Zo\uD800ë,z@acme.example,Acme\n`, 'utf16le')
  const json = '[{"Name":"Zo\\ud800ë","Email":"z@acme.example","Company":"Acme"}]'
  for (const content of [half, wide, json]) {
    const came = await work(content)
    expect('rows' in came && came.rows[0]).toMatchObject({ Name: 'Zoë', Email: 'z@acme.example', Company: 'Acme' })
  }
})
