import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFeed, feedText, type FeedRow } from '../../../test/builders/a-feed.ts'
import {
  getBuildStatus,
  getManifest,
  listEditions,
  rollBack,
  runBuild,
  verifyEdition,
  type BuildOptions,
} from '../index.ts'

let dir: string
let counter = 0

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-build-'))
})

afterAll(async () => {
  await rm(dir, { recursive: true })
})

/** Writes the rows as files of the given sizes and builds them in a fresh directory, or in the one given. */
async function build(parts: FeedRow[][], options: Partial<BuildOptions> = {}) {
  const data = options.data ?? join(dir, `data-${counter++}`)
  const files = await Promise.all(
    parts.map(async (rows) => {
      const path = join(dir, `part-${counter++}.csv`)
      await writeFile(path, feedText(rows))
      return { path, sourceColumn: 'source' }
    }),
  )
  const report = await runBuild({ data, files, indexEdition: async () => {}, ...options })
  return { data, report }
}

const feed = aFeed()

test('a build gives a whole edition and says what it did', async () => {
  const { data, report } = await build([feed])
  expect(report).toMatchObject({ edition: 'e000001', records: feed.length, rejected: 0 })
  expect(report.contacts).toBeGreaterThan(50)
  expect(report.contacts).toBeLessThan(feed.length)
  expect(report.duplicates).toBe(feed.length - report.contacts)
  expect(report.companies).toBe(5)
  expect(report.completeness['company']).toBe(1)
  const found = await verifyEdition(data)
  expect(found).toMatchObject({ root: report.root, faults: [] })
  expect((await getManifest(data)).asOf).toBe(
    feed
      .map((row) => row.updated)
      .sort()
      .at(-1),
  )
  expect(await getBuildStatus(data)).toMatchObject({ state: 'done', report: { root: report.root } })
})

test('the root depends on the contents alone: not on threads, files, their order, rows’ order, or names of sources', async () => {
  const { report } = await build([feed], { threads: 1 })
  const turned = feed.toReversed()
  const split = [turned.slice(70), turned.slice(0, 30), turned.slice(30, 70)]
  expect((await build(split, { threads: 2 })).report.root).toBe(report.root)
  const names: Record<string, string> = { 'source 0': 'zeta', 'source 1': 'alpha', 'source 2': '2031-01-01' }
  const renamed = feed.map((row) => ({ ...row, source: names[row.source] }))
  expect((await build([renamed])).report.root).toBe(report.root)
})

test('what is left of a source after another’s row changes is not the same edition', async () => {
  const [first, ...rest] = feed
  const { report } = await build([feed])
  expect((await build([[{ ...first, title: 'Chief Legal Officer' }, ...rest]])).report.root).not.toBe(report.root)
})

test('ids survive a rebuild with more rows; the same file again adds nothing', async () => {
  const { data, report } = await build([feed.slice(0, 80)])
  const before = await contactsByEmail(data, report.edition)
  const more = await build([feed.slice(80)], { data })
  const after = await contactsByEmail(data, more.report.edition)
  for (const [email, id] of before) expect(after.get(email)).toBe(id)
  const again = await build([feed.slice(80)], { data })
  expect(again.report).toMatchObject({ root: more.report.root, records: feed.length, edition: 'e000003' })
  expect(again.report.values.every((kind) => kind.cleaned === 0)).toBe(true)
  const rolled = await rollBack(data)
  expect(rolled.edition).toBe('e000002')
  expect((await getManifest(data)).edition).toBe('e000002')
  expect(await listEditions(data)).toHaveLength(3)
})

test('the first real file retires the sample world', async () => {
  const path = join(dir, 'sample.csv')
  await writeFile(path, feedText(aFeed({ people: 9 })))
  const data = join(dir, 'sampled')
  const indexEdition = async () => {}
  await runBuild({ data, files: [{ path, sample: true }], indexEdition })
  expect((await getManifest(data)).sample).toBe(true)
  const { report } = await build([feed], { data })
  expect(report.records).toBe(feed.length)
  expect(report.root).toBe((await build([feed])).report.root)
  expect((await getManifest(data)).sample).toBe(false)
})

test('a build that fails or is cancelled changes nothing, and the next one starts clean', async () => {
  const { data, report } = await build([feed.slice(0, 40)])
  const fail = () => Promise.reject(new Error('disk full'))
  await expect(build([feed], { data, indexEdition: fail })).rejects.toThrow('disk full')
  expect(await getBuildStatus(data)).toMatchObject({ state: 'failed', error: 'disk full' })
  const signal = AbortSignal.abort('SIGTERM')
  await expect(build([feed], { data, signal })).rejects.toMatchObject({ code: 'conflict' })
  expect((await getManifest(data)).root).toBe(report.root)
  expect(await readdir(join(data, 'editions'))).toEqual(['e000001'])
  expect((await build([feed], { data })).report.edition).toBe('e000002')
})

test('two builds at once: the second is told so', async () => {
  const data = join(dir, 'busy')
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const first = build([feed], { data, indexEdition: () => held })
  await expect
    .poll(async () => (await getBuildStatus(data).catch(() => null))?.state, { timeout: 10_000 })
    .toBe('running')
  await expect(build([feed], { data })).rejects.toMatchObject({ code: 'busy' })
  release()
  expect((await first).report.edition).toBe('e000001')
})

test.each([
  ['a missing file', 'nowhere.csv', /no such file/],
  ['a directory', 'folder', /is a directory/],
  ['an empty file', 'empty.csv', /empty/],
  ['a picture', 'picture.csv', /./],
])('%s is refused in a sentence, and no batch is added', async (_, name, sentence) => {
  await mkdir(join(dir, 'folder'), { recursive: true })
  await writeFile(join(dir, 'empty.csv'), '')
  await writeFile(join(dir, 'picture.csv'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]))
  const data = join(dir, `refused-${counter++}`)
  const good = join(dir, 'good.csv')
  await writeFile(good, feedText(feed))
  const files = [{ path: good }, { path: join(dir, name) }]
  const refused = runBuild({ data, files, indexEdition: async () => {} })
  await expect(refused).rejects.toMatchObject({ code: 'bad_input', message: expect.stringMatching(sentence) })
  expect(await readdir(join(data, 'batches')).catch(() => [])).toEqual([])
})

test('nothing of the sources’ names is in an edition', async () => {
  const named = feed.map((row) => ({ ...row, source: `Secret provider ${row.source}` }))
  const { data, report } = await build([named])
  const folder = join(data, 'editions', report.edition)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const telling = files.filter((file) => readFileSync(file).includes('Secret provider'))
  expect(files.length).toBeGreaterThan(4)
  expect(telling).toEqual([])
})

async function contactsByEmail(data: string, edition: string): Promise<Map<string, string>> {
  const lines = (await readFile(join(data, 'editions', edition, 'index', 'contacts.jsonl'), 'utf8')).trim().split('\n')
  const rows = lines.map((line) => JSON.parse(line) as { id: string; email?: string })
  return new Map(rows.flatMap((row) => (row.email ? [[row.email, row.id]] : [])))
}

test('the same file read another way is another input', async () => {
  const keys = join(dir, `keys-${counter++}`)
  const path = join(dir, 'read.csv')
  await writeFile(path, 'Name,Role,Note\nAnn Lee,Head of Sales,Research\n')
  const commitmentOf = async (mapping?: Record<string, 'unit' | null>) => {
    await rm(keys, { recursive: true, force: true })
    await mkdir(join(keys, 'keys'), { recursive: true })
    await writeFile(join(keys, 'keys', 'commitment.key'), `${'ab'.repeat(32)}\n`)
    await runBuild({ data: keys, files: [{ path, source: 'one', mapping }], indexEdition: async () => {} })
    return (await getManifest(keys)).inputs.commitment
  }
  const plain = await commitmentOf()
  expect(await commitmentOf()).toBe(plain)
  expect(await commitmentOf({ Note: 'unit' })).not.toBe(plain)
}, 60_000)
