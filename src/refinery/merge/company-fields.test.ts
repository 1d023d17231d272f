import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { runBuild } from '../index.ts'

let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-company-fields-'))
})
afterAll(() => rm(dir, { recursive: true }))

const HEADER = 'record_id,first_name,last_name,company,website,industry,employees,revenue'

async function buildCompanies(sources: string[][]) {
  const files = await Promise.all(
    sources.map(async (rows, at) => {
      const path = join(dir, `source-${at}.csv`)
      await writeFile(path, `${HEADER}\n${rows.join('\n')}\n`)
      return { path }
    }),
  )
  const data = join(dir, 'data')
  const report = await runBuild({ data, files, threads: 1, indexEdition: async () => {} })
  const db = await openDuckDb()
  const table = sqlText(join(data, 'editions', report.edition, 'companies.parquet'))
  const companies = await db.rows(`SELECT name, industry, employees, revenue FROM ${table} ORDER BY name`)
  db.close()
  return companies
}

test('industry and sizes, however each source writes them, are one industry and one band', async () => {
  const companies = await buildCompanies([
    [
      '1,Ann,Lee,Hollow Press GmbH,hollowpress.example,NAICS 511210,51-200,$5M',
      '2,Bo,Diaz,Quarry Foods,quarryfoods.example,,,',
    ],
    [
      '3,Cy,Vance,Hollow Press,hollowpress.example,Computer Software,120 employees,"$1,000,000 - $10,000,000"',
      '4,Di,Moss,Quarry Foods,quarryfoods.example,n/a,lots,soon',
    ],
    ['5,Ed,Nolan,Hollow Press GmbH,hollowpress.example,7372,101 Mitarbeiter,€80 Mio'],
  ])
  expect(companies).toEqual([
    { name: 'Hollow Press GmbH', industry: 'Software Publishers', employees: '51-200', revenue: '1M-10M USD' },
    { name: 'Quarry Foods', industry: null, employees: null, revenue: null },
  ])
})
