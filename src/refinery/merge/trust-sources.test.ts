import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld } from '../../lab/index.ts'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { getManifest, runBuild } from '../index.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-trust-'))
  await makeWorld({ out: dir, seed: 'copied', size: { people: 4000 } })
})
afterAll(() => rm(dir, { recursive: true }))

type Means = { contacts: number; support: number; name: number; company: number; email: number; phone: number }

/** Builds an edition of the files, each a source named by its path, and gives the means of what it says. */
async function means(paths: string[]): Promise<Means> {
  const data = await mkdtemp(join(dir, 'data-'))
  const files = paths.map((path) => ({ path, source: path }))
  const { edition } = await runBuild({ data, files, indexEdition: async () => {} })
  expect(await readdir(join(data, 'intake', 'explain', edition))).toContain('trust.json')
  const db = await openDuckDb({})
  const fields = ['name', 'company', 'email', 'phone'].map((field) => `avg(confidence_${field}) AS ${field}`)
  const row = await db.row<Means>(
    `SELECT count(*) AS contacts, avg(support) AS support, ${fields.join(', ')}
     FROM read_parquet(${sqlText(join(data, 'editions', edition, 'contacts.parquet'))})`,
  )
  db.close()
  return row
}

test('a feed that is delivered again under two other names makes nothing surer', async () => {
  const feeds = (await readdir(join(dir, 'feeds'))).map((name) => join(dir, 'feeds', name))
  const stale = join(dir, 'feeds', 'provider-meridian.csv')
  await mkdir(join(dir, 'copies'))
  const copies = ['a.csv', 'b.csv'].map((name) => join(dir, 'copies', name))
  for (const copy of copies) await copyFile(stale, copy)
  await writeFile(copies[1], '\n', { flag: 'a' })
  const [once, again] = [await means(feeds), await means([...feeds, ...copies])]
  expect(again.contacts).toBe(once.contacts)
  expect(again.support).toBeGreaterThan(once.support + 0.8)
  for (const field of ['name', 'company', 'email', 'phone'] as const)
    expect(Math.abs(again[field] - once[field])).toBeLessThan(5)
}, 60_000)

test('a small delivery moves nothing about others, whatever the sources are called; a large one has it learned anew', async () => {
  const data = await mkdtemp(join(dir, 'data-'))
  const feeds = (await readdir(join(dir, 'feeds'))).map((name) => join(dir, 'feeds', name))
  const paths = feeds.map((path, i) => ({ path, source: `m-${i}` }))
  const build = async (files: { path: string; source: string }[]) => {
    const { edition } = await runBuild({ data, files, asOf: '2026-11-01', indexEdition: async () => {} })
    const { reliabilities } = await getManifest(data)
    const db = await openDuckDb({})
    const contacts = await db.rows<{ id: string }>(
      `SELECT * FROM read_parquet(${sqlText(join(data, 'editions', edition, 'contacts.parquet'))})`,
    )
    db.close()
    return { contacts: new Map(contacts.map((row) => [row.id, row])), reliabilities }
  }
  const before = await build(paths.slice(1))
  expect(before.reliabilities).toBe('e000001')

  // Its name is before all others, so each of them has another number now.
  const one = join(dir, 'one.csv')
  await writeFile(one, 'name,company,email\nZenobia Quillfeather,Quillfeather Kites,z@quillfeather.example\n')
  const after = await build([{ path: one, source: 'a' }])
  expect(after.reliabilities).toBe('e000001')
  expect(after.contacts.size).toBe(before.contacts.size + 1)
  for (const [id, row] of before.contacts) expect(after.contacts.get(id)).toEqual(row)

  expect((await build(paths.slice(0, 1))).reliabilities).toBe('e000003')
}, 120_000)
