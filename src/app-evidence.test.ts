import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFeed, feedText } from '../test/builders/a-feed.ts'
import { collectEvidence } from './app-evidence.ts'
import { migrationsFolder, schemas } from './migrations/index.ts'
import { openSuppressionKey, suppress } from './modules/suppression/index.ts'
import type { SuppressionTables } from './modules/suppression/index.ts'
import { identifierOfEmail } from './engine/identity/index.ts'
import { systemClock } from './platform/clock/index.ts'
import { openKeyRing } from './platform/keys/index.ts'
import { createLog } from './platform/log/index.ts'
import { openPostgres } from './platform/postgres/index.ts'
import { runBuild } from './refinery/index.ts'

const config = { databaseUrl: undefined }
const feed = aFeed()
const [first] = feed

let data: string

/** A data directory whose database rests, with one person suppressed by their address. */
async function aRestingInstance(): Promise<Buffer> {
  const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
  const postgres = await openPostgres({ data, layout, log: createLog({ level: 'silent' }) })
  const db = postgres.as<SuppressionTables>('privacy')
  const key = await openSuppressionKey({ db, data })
  const mac = key.mac(identifierOfEmail(first.email) ?? '')
  const wish: Parameters<typeof suppress>[1] = { macs: [mac], channel: 'web', actor: 'system', key, clock: systemClock }
  await db.transaction().execute((trx) => suppress(trx, wish))
  await postgres.close()
  return mac
}

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-evidence-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

test('where there is no database nobody decided anything, and none is made', async () => {
  const evidence = await collectEvidence({ data, config })
  expect(evidence).toEqual({
    keyFile: join(data, 'keys', 'suppression.key'),
    suppressed: [],
    withdrawn: { batches: [], rows: [] },
  })
  expect(await readdir(data)).toEqual(['keys'])
})

test('who is suppressed is dropped, and what the build finds out of them is suppressed from then on', async () => {
  const mac = await aRestingInstance()
  const path = join(data, 'feed.csv')
  const known = { ...first, record_id: 'n', source: 'another', email: 'quite.another@elsewhere.example' }
  await writeFile(path, feedText([...feed, known]))
  const evidence = await collectEvidence({ data, config })
  expect(evidence.suppressed).toEqual([mac])
  const indexEdition = async () => {}
  await runBuild({ data, files: [{ path, sourceColumn: 'source' }], evidence, indexEdition })
  const { suppressed } = await collectEvidence({ data, config })
  const key = await openKeyRing({ data })
  expect(suppressed).toContainEqual(key.mac(identifierOfEmail(known.email) ?? ''))
}, 60_000)

test('without the key of the suppressions, or with another, there is no build', async () => {
  await aRestingInstance()
  const path = join(data, 'keys', 'suppression.key')
  await rename(path, `${path}.away`)
  await expect(collectEvidence({ data, config })).rejects.toMatchObject({ code: 'unavailable' })
  await openKeyRing({ data })
  await expect(collectEvidence({ data, config })).rejects.toMatchObject({ code: 'internal' })
}, 60_000)
