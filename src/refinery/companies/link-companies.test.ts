import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { runBuild } from '../index.ts'

let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-companies-'))
})
afterAll(() => rm(dir, { recursive: true }))

const HEADER = 'record_id,first_name,last_name,company,website,email,phone,street,city,state,postcode,country'

/** Builds an edition of the rows, from the one before if there is any; gives each record's company and what the edition says of it. */
async function build(data: string, rows: string[]) {
  const name = `rows-${rows.length}`
  const [path, workplaces] = [join(dir, `${name}.csv`), join(dir, `${name}-workplaces.csv`)]
  await writeFile(path, `${HEADER}\n${rows.join('\n')}\n`)
  const report = await runBuild({ data, files: [{ path }], workplaces, threads: 1, indexEdition: async () => {} })
  const lines = (await readFile(workplaces, 'utf8')).trim().split('\n').slice(1)
  const db = await openDuckDb()
  const table = sqlText(join(data, 'editions', report.edition, 'companies.parquet'))
  const companies = await db.rows<{ id: string; domain: string | null }>(`SELECT id, domain FROM ${table}`)
  db.close()
  const of = new Map(lines.map((line) => line.split(',') as [string, string]))
  return { of, domain: (record: string) => companies.find(({ id }) => id === of.get(record))?.domain }
}

const MISSOURI = [
  '1,Ann,Lee,Springfield Bank,springfieldbank.example,,417 555 0101,1 Main Street,Springfield,MO,65801,US',
  '2,Bo,Diaz,Springfield Bank,,,417 555 0102,1 Main Street,Springfield,MO,65801,US',
]
const ILLINOIS = [
  '3,Cy,Vance,Springfield Bank,sbillinois.example,,217 555 0101,9 Oak Avenue,Springfield,IL,62701,US',
  '4,Di,Moss,Springfield Bank Inc.,,,217 555 0102,9 Oak Avenue,Springfield,IL,62701,US',
]
const TYPED = '5,Ed,Nolan,Sprngfield Bank,,,217 555 0103,9 Oak Avenue,Springfield,IL,62701,US'

test('companies of one name are told apart by domain and place, and keep their ids when the second one arrives', async () => {
  const data = join(dir, 'data')
  const first = await build(data, MISSOURI)
  expect(first.of.get('2')).toBe(first.of.get('1'))
  const both = await build(data, [...ILLINOIS, MISSOURI[1].replace('2,Bo', '6,Flo')])
  expect(both.of.get('1')).toBe(first.of.get('1'))
  expect(both.of.get('3')).not.toBe(both.of.get('1'))
  expect(['2', '6'].map((record) => both.of.get(record))).toEqual(['1', '1'].map((record) => both.of.get(record)))
  expect(both.of.get('4')).toBe(both.of.get('3'))
  expect(both.domain('4')).toBe('sbillinois.example')
  expect(both.domain('2')).toBe('springfieldbank.example')
})

test('a slip in the name does not make another company at the same address', async () => {
  const { of } = await build(join(dir, 'slip'), [
    ...ILLINOIS,
    TYPED,
    MISSOURI[0].replace('Springfield Bank', 'Main Dental'),
  ])
  expect(of.get('5')).toBe(of.get('3'))
  expect(of.get('1')).not.toBe(of.get('3'))
})
