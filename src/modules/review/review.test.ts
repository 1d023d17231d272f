import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDatabase, type ADatabase } from '../../../test/builders/a-database.ts'
import { aFeed, feedText } from '../../../test/builders/a-feed.ts'
import { systemClock } from '../../platform/clock/index.ts'
import { openKeyRing } from '../../platform/keys/index.ts'
import { openIdentity, runBuild } from '../../refinery/index.ts'
import { decisionsInForce, listDecisions, mergeContacts, splitContact, undoDecision } from './index.ts'
import type { ReviewTables } from './tables.ts'

let database: ADatabase
let data: string
let root: string

beforeAll(async () => {
  database = await aDatabase()
  data = await mkdtemp(join(tmpdir(), 'fairlist-review-'))
  const path = join(data, 'feed.csv')
  await writeFile(path, feedText(aFeed({ people: 12 })))
  const built = await runBuild({ data, files: [{ path, sourceColumn: 'source' }], indexEdition: async () => {} })
  root = built.root
}, 90_000)
afterAll(async () => {
  await database.remove()
  await rm(data, { recursive: true })
})

const dependencies = () => ({
  db: database.postgres.as<ReviewTables>('intake'),
  clock: systemClock,
  data,
  identity: openIdentity(data),
})
const own = { actor: 'local', why: 'she married' }
const [first, second] = ['c0000000001', 'c0000000002']

test('decisions are kept with who, when and why, refused when they contradict, and undone', async () => {
  const number = await mergeContacts(dependencies(), { ...own, contacts: [first, second] })
  expect(await listDecisions(dependencies())).toMatchObject([
    { number, verdict: 'one', contacts: [first, second], why: 'she married', decided_by: 'local', undone_at: null },
  ])
  const { rows } = await sql<{ a: string[]; b: string[] }>`SELECT a, b FROM decisions`.execute(dependencies().db)
  const { digests } = await openIdentity(data).explainOne(first)
  expect((await listDecisions(dependencies()))[0].a).toEqual(digests.toSorted())
  for (const digest of digests) expect(JSON.stringify(rows)).not.toContain(digest)
  const third = await mergeContacts(dependencies(), { ...own, contacts: [second, 'c0000000003'] })
  await undoDecision(dependencies(), { number: third, actor: 'local' })
  await expect(undoDecision(dependencies(), { number: third, actor: 'local' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(undoDecision(dependencies(), { number: 99, actor: 'local' })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await decisionsInForce(dependencies())).map((each) => each.number)).toEqual([number])
  const events = await sql<{
    action: string
  }>`SELECT action FROM audit.events WHERE subject LIKE 'decision:%' ORDER BY id`.execute(database.postgres.as('audit'))
  expect(events.rows.map(({ action }) => action)).toEqual(['review.decide', 'review.decide', 'review.undo'])
  await undoDecision(dependencies(), { number, actor: 'local' })
})

test('what nobody can split, and who is not there, is told', async () => {
  await expect(splitContact(dependencies(), { ...own, contact: first, records: [99] })).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(mergeContacts(dependencies(), { ...own, contacts: [first, first] })).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(mergeContacts(dependencies(), { ...own, contacts: [first, 'c9999999999'] })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the next build obeys; undone, it is as if nothing had been decided', async () => {
  const number = await mergeContacts(dependencies(), { ...own, contacts: [first, second] })
  const build = async () => {
    const { path: keyFile } = await openKeyRing({ data })
    const base = { keyFile, suppressed: [], withdrawn: { batches: [], rows: [] } }
    const decisions = await decisionsInForce(dependencies())
    return runBuild({ data, files: [], fresh: true, evidence: { ...base, decisions }, indexEdition: async () => {} })
  }
  expect((await build()).root).not.toBe(root)
  await undoDecision(dependencies(), { number, actor: 'local' })
  expect((await build()).root).toBe(root)
}, 60_000)
