import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectFile } from './inspect-file.ts'
import { openMappings } from './saved-mappings.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-mappings-'))
})
afterAll(() => rm(dir, { recursive: true }))

test('what was chosen for a file is proposed for the next with its header, and forgotten when the guess is right again', async () => {
  const mappings = openMappings(dir)
  const path = join(dir, 'one.csv')
  await writeFile(path, 'Name,Ref,Grade\nAnn Lee,x1,Head of Sales\n')
  await mappings.remember(path, { Name: 'full_name', Ref: 'record_id', Grade: 'title' })
  const next = join(dir, 'two.csv')
  await writeFile(next, 'Name,Ref,Grade\nBo Ray,x2,Chief Engineer\n')
  const fieldsOf = async () => {
    const { columns } = await inspectFile(next, { recall: (table) => mappings.recall(table) })
    return columns.map(({ field, why }) => [field, why === 'as last time'])
  }
  expect((await fieldsOf()).at(-1)).toEqual(['title', true])
  expect(await mappings.recall({ columns: ['Name', 'Ref', 'Grade'], sample: [] })).not.toEqual({})
  expect(await mappings.recall({ columns: ['Name', 'Ref'], sample: [] })).toEqual({})
  const guess = (await inspectFile(path)).columns.map(({ column, field }) => [column, field])
  await mappings.remember(path, Object.fromEntries(guess))
  expect(await readdir(join(dir, 'intake', 'mappings', 'uploads'))).toEqual([])
})

test('of files without a header only those are alike whose values are', async () => {
  const mappings = openMappings(dir, 'nameless')
  const write = async (name: string, line: (row: number) => string) => {
    const path = join(dir, name)
    await writeFile(path, Array.from({ length: 12 }, (_, row) => `${line(row)}\n`).join(''))
    return path
  }
  const people = (row: number) => `ann${row}@acme.example,K-${row}`
  const june = await write('june.csv', people)
  await mappings.remember(june, { column1: 'email', column2: 'record_id' })
  const recall = async (path: string) => {
    const { columns } = await inspectFile(path, { recall: (table) => mappings.recall(table) })
    return columns.map(({ field }) => field)
  }
  expect(await recall(await write('july.csv', (row) => people(row + 100)))).toEqual(['email', 'record_id'])
  expect(await recall(await write('sites.csv', (row) => `K-${row},acme${row}.example`))).toEqual([null, 'domain'])
})
