import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, type DuckDb } from './open-duck-db.ts'
import { sqlText, textLine, textTable } from './text-format.ts'

let db: DuckDb
let dir: string

beforeAll(async () => {
  db = await openDuckDb()
  dir = await mkdtemp(join(tmpdir(), 'fairlist-text-'))
})

afterAll(async () => {
  db.close()
  await rm(dir, { recursive: true })
})

const awkward = fc.string({
  unit: fc.constantFrom('\\', '\t', '\n', '\r', 't', 'N', '0', '"', "'", ',', '\u0001', '中'),
})

test('what is written as lines reads back the same, NULL and empty apart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(awkward), { minLength: 1 }), async (values) => {
      const path = join(dir, 'lines.tsv')
      const rows = values.map((v, i) => `(${i}, ${v === null ? 'NULL' : sqlText(v)})`).join(', ')
      await db.writeLines(`SELECT ${textLine(['id', 'v'])} FROM (VALUES ${rows}) t(id, v) ORDER BY id`, path)
      const columns = [
        { name: 'id', type: 'INTEGER' },
        { name: 'v', type: 'VARCHAR' },
      ] as const
      const back = await db.rows<{ v: string | null }>(`SELECT v FROM ${textTable(path, columns)} ORDER BY id`)
      expect(back.map((row) => row.v)).toEqual(values)
    }),
    { numRuns: 50 },
  )
})
