import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { storePaths } from '../store/paths.ts'
import { openHeirs } from './find-heir.ts'

let data: string
const id = (number: number) => `c${String(number).padStart(10, '0')}`

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-heirs-'))
  const paths = storePaths(data)
  await writeFile(paths.current, JSON.stringify({ edition: 'e000001', ledger: 'e000001' }))
  await mkdir(dirname(paths.ledger('e000001')), { recursive: true })
  const db = await openDuckDb({ threads: 1 })
  await db.run(
    `COPY (SELECT * FROM (VALUES ('contact', 'a', 4), ('retired contact', '1', 2), ('retired contact', '2', 4),
       ('retired contact', '5', 6), ('retired contact', '6', 5), ('next contact', '', 8)) AS t (kind, member, id))
     TO ${sqlText(paths.ledger('e000001'))} (FORMAT parquet)`,
  )
  db.close()
})
afterAll(() => rm(data, { recursive: true }))

test.each([
  ['a chain', 1, 4],
  ['its last step', 2, 4],
  ['one that lives', 4, null],
  ['one that was never given', 9, null],
])('the heir of %s', async (_label, number, heir) => {
  expect(await openHeirs(data).findHeir(id(number))).toBe(heir === null ? null : id(heir))
})

test('a circle in a ledger of an earlier version is left', async () => {
  expect(await openHeirs(data).findHeir(id(5))).toMatch(/^c/)
})

test('what was given is told from what never was, and nothing is known where there is no ledger', async () => {
  const { wasGiven } = openHeirs(data)
  expect(await Promise.all([id(1), id(7), id(8), 'c0', id(0)].map(wasGiven))).toEqual([true, true, false, false, false])
  const nowhere = openHeirs(join(data, 'nowhere'))
  expect([await nowhere.findHeir(id(1)), await nowhere.wasGiven(id(1))]).toEqual([null, false])
})
