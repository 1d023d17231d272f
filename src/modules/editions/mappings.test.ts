import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectFile } from '../../refinery/intake/index.ts'
import { openMappings } from './mappings.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-mappings-'))
})
afterAll(() => rm(dir, { recursive: true }))

test('what was chosen for a file is proposed for the next with its header, and forgotten when the guess is right again', async () => {
  const mappings = openMappings(join(dir, 'kept'))
  const path = join(dir, 'one.csv')
  await writeFile(path, 'Name,Ref,Grade\nAnn Lee,x1,Head of Sales\n')
  await mappings.remember(path, { Name: 'full_name', Ref: 'record_id', Grade: 'title' })
  const next = join(dir, 'two.csv')
  await writeFile(next, 'Name,Ref,Grade\nBo Ray,x2,Chief Engineer\n')
  const fieldsOf = async () => {
    const { columns } = await inspectFile(next, { recall: (names) => mappings.recall(names) })
    return columns.map(({ field, why }) => [field, why === 'as last time'])
  }
  expect((await fieldsOf()).at(-1)).toEqual(['title', true])
  expect(await mappings.recall(['Name', 'Ref', 'Grade'])).not.toEqual({})
  expect(await mappings.recall(['Name', 'Ref'])).toEqual({})
  const guess = (await inspectFile(path)).columns.map(({ column, field }) => [column, field])
  await mappings.remember(path, Object.fromEntries(guess))
  expect(await readdir(join(dir, 'kept'))).toEqual([])
})
