import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFeed, feedText } from '../../../test/builders/a-feed.ts'
import { buildIndex } from '../../catalogue/index.ts'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { getManifest, openIdentity, runBuild } from '../index.ts'
import { explainOne, explainTwo } from './explain-contacts.ts'

let data: string
type Contact = { id: string; name: string; title?: string; email?: string; records: number; support: number }
let contacts: Contact[]

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-explain-'))
  const path = join(data, 'feed.csv')
  await writeFile(path, feedText(aFeed()))
  const { edition } = await runBuild({ data, files: [{ path, sourceColumn: 'source' }], indexEdition: buildIndex })
  const lines = await readFile(join(data, 'editions', edition, 'index', 'contacts.jsonl'), 'utf8')
  contacts = lines.trim().split('\n').map((line) => JSON.parse(line) as Contact) // prettier-ignore
}, 60_000)
afterAll(() => rm(data, { recursive: true }))

test('every contact is explained: its records are tied above zero, and what it shows is what won', async () => {
  for (const { id, name, title, email, records } of contacts) {
    const found = await explainOne({ data }, id)
    expect(found.records.reduce((sum, { rows }) => sum + rows, 0)).toBe(records)
    expect(found.ties).toHaveLength(found.records.length - 1)
    for (const { weight, prior, reasons } of found.ties) {
      const sum = reasons.reduce((total, reason) => total + reason.weight, prior)
      expect(Math.abs(sum - weight)).toBeLessThan(0.01)
    }
    const won = new Map(found.fields.map(({ field, candidates: [first] }) => [field, first.value]))
    expect(won.get('name')?.toLowerCase()).toBe(name.toLowerCase())
    expect(won.get('title')).toBe(title)
    expect(won.get('email')).toBe(email)
  }
})

test('two contacts are two: the strongest tie between them is below zero, and what would have made them one is told', async () => {
  const [one, other] = contacts
  const { a, b, tie } = await explainTwo({ data }, one.id, other.id)
  expect([a.id, b.id]).toEqual([one.id, other.id])
  expect(tie.weight).toBeLessThan(0)
  expect(tie.probability).toBeLessThan(0.5)
  for (const { weight } of tie.tippings) expect(weight).toBeGreaterThanOrEqual(0)
})

test('no source is named in an explanation', async () => {
  const all = await Promise.all(contacts.slice(0, 10).map(({ id }) => explainOne({ data }, id)))
  for (const { source } of aFeed()) expect(JSON.stringify(all)).not.toContain(`"${source}"`)
})

test('doubts are told most valuable first, with what both sides say', async () => {
  const { listDoubts, explainDoubt } = openIdentity(data)
  const doubts = await listDoubts()
  expect(doubts.map(({ number }) => number)).toEqual(doubts.map(({ number }) => number).toSorted((a, b) => a - b))
  for (const { number, isOne, contacts: ids } of doubts) {
    expect(ids).toHaveLength(isOne ? 1 : 2)
    const { sides, tie } = await explainDoubt(number)
    expect(sides.a[tie.a]).toBeDefined()
    expect(sides.b[tie.b]).toBeDefined()
  }
  await expect(explainDoubt(9999)).rejects.toMatchObject({ code: 'not_found' })
})

test('an edition of which an earlier version kept less says so, and what to do', async () => {
  const { edition } = await getManifest(data)
  const path = join(data, 'intake', 'explain', edition, 'evidence.parquet')
  const whole = await readFile(path)
  const db = await openDuckDb({ threads: 1 })
  await db.run(`CREATE TABLE e AS SELECT * EXCLUDE (digest) FROM ${sqlText(path)}`)
  await db.run(`COPY e TO ${sqlText(path)} (FORMAT parquet)`)
  db.close()
  const unclear = { code: 'unavailable', message: expect.stringContaining('Build again: fairlist build') as string }
  await expect(explainOne({ data }, contacts[0].id)).rejects.toMatchObject(unclear)
  await expect(openIdentity(data).listDoubts()).rejects.toMatchObject(unclear)
  await writeFile(path, whole)
})

test('what is not there is told', async () => {
  await expect(explainOne({ data }, 'c9999999999')).rejects.toMatchObject({ code: 'not_found' })
  await rm(join(data, 'intake', 'explain'), { recursive: true })
  await expect(explainOne({ data }, contacts[0].id)).rejects.toMatchObject({ code: 'unavailable' })
})
