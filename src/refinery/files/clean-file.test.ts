import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { cleanFile } from './clean-file.ts'

let dir: string
let counter = 0
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-clean-'))
})
afterAll(() => rm(dir, { recursive: true }))

type Row = Record<string, string>

async function clean(text: string, options: Partial<Parameters<typeof cleanFile>[1]> = {}) {
  const [path, out] = [join(dir, `${++counter}.csv`), join(dir, `${counter}-clean.csv`)]
  await writeFile(path, text)
  const result = await cleanFile(path, { out, ...options })
  return { out, result, rows: readCsv(await readFile(options.out ?? out, 'utf8')) }
}

const readCsv = (text: string): Row[] => Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data

const FILE = [
  'Name,Job title,Company,E-mail,Phone,Notes',
  'ANN LEE,cfo,harbor & pine llc,Ann.Lee@GMIAL.com,(512) 555-0131,=1+1',
  'Bo Sun,Buyer,Fjord Foods,bo@@fjord.example,+1 512 555 0132,plain',
  'Cy Novak,Nurse,Fjord Foods,not an address,,"line, with comma"',
  'Ann Lee,CFO,Harbor & Pine,ann.lee@gmail.com,,again',
].join('\n')

describe('a file comes out cleaned', () => {
  test('in place, with the issues of each row and whose duplicate it is; what cannot be used stays', async () => {
    const { rows, result } = await clean(FILE)
    expect(Object.keys(rows[0])).toEqual([
      'Name', 'Job title', 'Company', 'E-mail', 'Phone', 'Notes', 'issues', 'duplicate_of',
    ]) // prettier-ignore
    expect(rows[0]).toMatchObject({ Name: 'Ann Lee', 'E-mail': 'Ann.Lee@gmail.com', Phone: '+15125550131' })
    expect(rows[0]['issues']).toContain('E-mail: repaired (')
    expect(rows[2]).toMatchObject({ 'E-mail': 'not an address', Notes: 'line, with comma' })
    expect(rows[2]['issues']).toContain('E-mail: invalid')
    expect(rows.map((row) => row['duplicate_of'])).toEqual(['', '', '', '2'])
    expect(result).toMatchObject({ rows: 4, written: 4, failing: 1, duplicates: 1, unreadable: 0 })
  })

  test('what a spreadsheet would compute is text; telephone numbers keep their plus', async () => {
    const { rows } = await clean(FILE)
    expect(rows[0]['Notes']).toBe("'=1+1")
    expect(rows[0]['Phone']).toMatch(/^\+/)
  })

  test('appended, beside the columns as they were', async () => {
    const { rows } = await clean(FILE, { append: true })
    expect(rows[0]).toMatchObject({
      Name: 'ANN LEE',
      'Name clean': 'Ann Lee',
      'E-mail verdict': 'repaired',
      'E-mail free': 'yes',
      'Job title level': 'c-level',
      'Phone country': 'US',
    })
  })

  test('rows that fail go to a file of their own, when it is asked for', async () => {
    const rejects = join(dir, 'rejects.csv')
    const { rows, result } = await clean(FILE, { rejects })
    expect(rows).toHaveLength(3)
    expect(result).toMatchObject({ written: 3, failing: 1 })
    expect(readCsv(await readFile(rejects, 'utf8'))).toMatchObject([
      { line: '4', reason: 'unusable_value', Name: 'Cy Novak', 'E-mail': 'not an address' },
    ])
  })

  test('as Parquet, by its name', async () => {
    const path = join(dir, 'in.csv')
    const out = join(dir, 'out.parquet')
    await writeFile(path, FILE)
    await cleanFile(path, { out })
    const db = await openDuckDb()
    const rows = await db.rows<Row>(`SELECT "E-mail" AS email, duplicate_of FROM ${sqlText(out)}`)
    db.close()
    expect(rows).toMatchObject([{ email: 'Ann.Lee@gmail.com' }, {}, {}, { duplicate_of: '2' }])
  })

  test('and once more the same values; the columns that cleaning added are written anew', async () => {
    const first = await clean(FILE)
    const second = join(dir, 'second.csv')
    await cleanFile(first.out, { out: second })
    const values = (rows: Row[]) => rows.map((row) => ({ ...row, issues: '' }))
    const again = readCsv(await readFile(second, 'utf8'))
    expect(values(again)).toEqual(values(first.rows))
    expect(Object.keys(again[0])).toEqual(Object.keys(first.rows[0]))
  })

  test('in the order of the file on any number of threads', async () => {
    const lines = Array.from({ length: 12_000 }, (_, n) => `Person ${n},p${n % 9000}@people.example`)
    const text = ['Name,E-mail', ...lines].join('\n')
    const one = await clean(text, { threads: 1 })
    const two = await clean(text, { threads: 2 })
    expect(two.rows).toEqual(one.rows)
    expect(two.result).toEqual(one.result)
    expect(two.result.duplicates).toBe(3000)
    expect(two.rows[9000]['duplicate_of']).toBe('2')
  })
})

test('a file that cannot be read leaves nothing behind', async () => {
  const path = join(dir, 'empty.csv')
  await writeFile(path, '')
  const before = await readdir(dir)
  await expect(cleanFile(path, { out: join(dir, 'never.csv') })).rejects.toMatchObject({ code: 'bad_input' })
  expect(await readdir(dir)).toEqual(before)
})
