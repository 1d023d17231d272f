import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { inspectFile } from './inspect-file.ts'
import { openTable } from './open-table.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-inspect-'))
})
afterAll(() => rm(dir, { recursive: true }))

test('shows what a file holds, and nothing of what is never held', async () => {
  const path = join(dir, 'a.csv')
  const rows = Array.from(
    { length: 30 },
    (_, i) => `Ann Lee; ann${i}@a.example; 1980-01-${10 + (i % 20)}; +1 202-555-0100`,
  )
  await writeFile(path, ['who; reach; dob; x', ...rows].join('\n'))
  const seen = await inspectFile(path, { rows: 2 })
  expect(seen).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: '; ', estimate: 30 })
  expect(seen.columns.map(({ column, field, forbidden, why }) => [column, field, forbidden, why])).toEqual([
    ['who', null, null, 'not recognised'],
    ['reach', 'email', null, '100 % e-mail addresses'],
    ['dob', null, 'birth date', 'never held'],
    ['x', 'phone', null, '100 % telephone numbers'],
  ])
  expect(seen.rows).toEqual([
    ['Ann Lee', 'ann0@a.example', '', '+1 202-555-0100'],
    ['Ann Lee', 'ann1@a.example', '', '+1 202-555-0100'],
  ])
  expect(JSON.stringify(seen)).not.toContain('1980')
})

test('reads Parquet: text of every type, lists, nulls, row numbers for lines', async () => {
  const path = join(dir, 'a.parquet')
  const db = await openDuckDb()
  await db.run(
    `COPY (SELECT * FROM (VALUES ('Ann "A" Lee', 1, ['a@a.example', 'b@b.example'], DATE '2024-01-02'), (E'Bob\\nRay', NULL, NULL, NULL)) t(name, n, email, seen)) TO ${sqlText(path)} (FORMAT parquet)`,
  )
  db.close()
  const table = await openTable(path)
  const chunks = await Array.fromAsync(table.chunks())
  expect(table).toMatchObject({ format: 'parquet', columns: ['name', 'n', 'email', 'seen'], estimate: 2 })
  expect(chunks.flatMap((chunk) => chunk.rows)).toEqual([
    ['Ann "A" Lee', '1', 'a@a.example, b@b.example', '2024-01-02'],
    ['Bob\nRay', '', '', ''],
  ])
  expect(chunks.flatMap((chunk) => chunk.lines)).toEqual([1, 2])
})
