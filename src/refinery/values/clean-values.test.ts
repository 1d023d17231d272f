import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFeed, feedText, type FeedRow } from '../../../test/builders/a-feed.ts'
import { kinds } from '../../engine/clean/index.ts'
import { runBuild, type BuildReport } from '../index.ts'

let dir: string
let counter = 0
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-values-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function build(data: string, rows: FeedRow[]): Promise<BuildReport> {
  const path = join(dir, `feed-${counter++}.csv`)
  await writeFile(path, feedText(rows))
  return runBuild({ data, files: [{ path, sourceColumn: 'source' }], indexEdition: async () => {} })
}

const feed = aFeed()
const cleanedOf = ({ values }: BuildReport) => Object.fromEntries(values.map(({ kind, cleaned }) => [kind, cleaned]))
const distinctOf = ({ values }: BuildReport) => Object.fromEntries(values.map(({ kind, distinct }) => [kind, distinct]))
const none = (report: BuildReport) => Object.fromEntries(report.values.map(({ kind }) => [kind, 0]))

test('a rebuild cleans only values that no build has seen', async () => {
  const data = join(dir, 'grown')
  const first = await build(data, feed.slice(0, 60))
  expect(cleanedOf(first)).toEqual(distinctOf(first))
  const grown = await build(data, feed.slice(60))
  const news = Object.entries(distinctOf(grown)).map(([kind, n]) => [kind, n - (distinctOf(first)[kind] ?? 0)])
  expect(cleanedOf(grown)).toEqual(Object.fromEntries(news))
  expect(cleanedOf(grown)['name']).toBeGreaterThan(0)
  expect(cleanedOf(grown)['name']).toBeLessThan(distinctOf(grown)['name'] ?? 0)
})

test('a change of the rules of one kind cleans that kind again and no other, and removes what the old rules made', async () => {
  const data = join(dir, 'changed')
  const before = await build(data, feed)
  const folder = join(data, 'values')
  const now = `title-${kinds.title.version}.parquet`
  // As if this dictionary had been made by earlier rules.
  await rename(join(folder, now), join(folder, 'title-0.parquet'))
  const after = await build(data, feed)
  expect(cleanedOf(after)).toEqual({ ...none(after), title: distinctOf(after)['title'] })
  expect(after.root).toBe(before.root)
  expect((await readdir(folder)).filter((name) => name.startsWith('title-'))).toEqual([now])
  expect(after.values.find(({ kind }) => kind === 'title')?.bytes).toBe((await stat(join(folder, now))).size)
})

test('a dictionary that cannot be read is made anew', async () => {
  const data = join(dir, 'damaged')
  const before = await build(data, feed)
  await writeFile(join(data, 'values', `email-${kinds.email.version}.parquet`), 'not a table')
  const after = await build(data, feed)
  expect(cleanedOf(after)).toEqual({ ...none(after), email: distinctOf(after)['email'] })
  expect(after.root).toBe(before.root)
})
