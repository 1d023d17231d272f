import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findJsonFile, writeFileAtomic, writeJsonFile } from './index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlist-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('replaces the whole file and leaves nothing beside it', async () => {
  const path = join(folder, 'current.json')
  await writeFile(path, 'a much longer old content')
  await writeFileAtomic(path, 'new', { mode: 0o600 })
  expect(await readFile(path, 'utf8')).toBe('new')
  expect(await readdir(folder)).toEqual(['current.json'])
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('leaves the old file and no draft when it fails', async () => {
  await mkdir(join(folder, 'taken'))
  await expect(writeFileAtomic(join(folder, 'taken'), 'new')).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['taken'])
})

test('reads back what it wrote, null where there is nothing, and says when a file is damaged', async () => {
  const path = join(folder, 'a.json')
  expect(await findJsonFile(path)).toBeNull()
  await writeJsonFile(path, { a: [1, 'é'] })
  expect(await findJsonFile(path)).toEqual({ a: [1, 'é'] })
  await writeFile(path, '{"a":')
  await expect(findJsonFile(path)).rejects.toMatchObject({ code: 'internal' })
})
