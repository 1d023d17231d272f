import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFeed, feedText, type FeedRow } from '../../../test/builders/a-feed.ts'
import { identifierOfEmail } from '../../engine/identity/index.ts'
import { openKeyRing, type KeyRing } from '../../platform/keys/index.ts'
import { maskedWithout, outcomesOf, readBatches, runBuild, supportOf, type BuildEvidence } from '../index.ts'

let dir: string
let data: string
let key: KeyRing
const indexEdition = async () => {}

const row = (fields: Partial<FeedRow>): FeedRow => ({
  record_id: '', source: '', full_name: 'Zelda Ostrom', title: 'Sales Manager', company: 'Northwind Tools',
  email: 'zelda.ostrom@northwind.example', phone: '(202) 555-0101', city: 'Washington, DC 20001', updated: '2024-01-15', ...fields,
}) // prettier-ignore

const both = row({})
const onlyHers = row({ phone: '(202) 555-0177', updated: '2025-01-15' })
const alone = row({
  full_name: 'Yannick Prue',
  email: 'yannick.prue@harbor.example',
  company: 'Harbor & Pine LLC',
  phone: '(202) 555-0102',
})

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-support-'))
  data = join(dir, 'data')
  key = await openKeyRing({ data })
  const files = []
  // A world around them, so that linking knows how often people share a name or a desk.
  const world = { first: [both], second: [onlyHers, alone], third: [alone] }
  for (const [source, rows] of Object.entries({ around: aFeed(), ...world })) {
    const path = join(dir, `${source}.csv`)
    await writeFile(path, feedText(rows))
    // The third delivery is of the second source again: it confirms nothing.
    files.push({ path, source: source === 'third' ? 'second' : source })
  }
  await runBuild({ data, files, indexEdition })
})
afterAll(() => rm(dir, { recursive: true }))

async function batchOf(file: string): Promise<string> {
  return (await readBatches(data)).find((batch) => batch.file === file)?.id ?? ''
}

async function idOf(name: string): Promise<string> {
  const text = await readFile(join(data, 'editions', 'e000001', 'index', 'contacts.jsonl'), 'utf8')
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; name: string })
  return rows.find((each) => each.name === name)?.id ?? ''
}

test('what one source alone supports is masked without it: contacts whole, of others the field', async () => {
  const [mara, jonas] = [await idOf('Zelda Ostrom'), await idOf('Yannick Prue')]
  const [second, third] = [await batchOf('second.csv'), await batchOf('third.csv')]
  const masked = await maskedWithout(data, 'e000001', { batches: [second, third], rows: [] })
  expect(masked.contacts).toEqual([jonas])
  expect([...masked.fields.keys()]).toEqual([mara])
  expect(masked.fields.get(mara)).toContain('phone')
  expect(masked.fields.get(mara)).not.toContain('email')
  expect(await maskedWithout(data, 'e000001', { batches: [third], rows: [] })).toEqual({
    contacts: [],
    fields: new Map(),
  })
  const rows = [
    { batch: second, row: 3 },
    { batch: third, row: 2 },
  ]
  expect(await maskedWithout(data, 'e000001', { batches: [], rows })).toEqual({ contacts: [jonas], fields: new Map() })
})

test('the rows of a contact, with the fields that each supports', async () => {
  const support = await supportOf(data, 'e000001', await idOf('Zelda Ostrom'))
  expect(support).toHaveLength(2)
  const first = support.find(({ batch }) => batch.startsWith('b'))
  expect(first?.fields).toEqual(expect.arrayContaining(['name', 'title', 'company', 'email', 'address']))
})

test('a row is confirmed by another source, not by another delivery of its own; the gate does not show', async () => {
  const [first, third] = [await batchOf('first.csv'), await batchOf('third.csv')]
  expect(await outcomesOf(data, 'e000001', [first])).toMatchObject([
    { row: 2, state: 'confirmed', contact: await idOf('Zelda Ostrom') },
  ])
  expect(await outcomesOf(data, 'e000001', [third])).toMatchObject([
    { row: 2, state: 'new', contact: await idOf('Yannick Prue') },
  ])
  const suppressed = [key.mac(identifierOfEmail(both.email) ?? '')]
  const evidence: BuildEvidence = { keyFile: key.path, suppressed, withdrawn: { batches: [], rows: [] } }
  const { edition } = await runBuild({ data, files: [], evidence, indexEdition })
  expect(await outcomesOf(data, edition, [first])).toMatchObject([{ row: 2, state: 'confirmed', contact: null }])
})

test('an edition whose ledger is gone says so; the newest five are kept', async () => {
  await expect(supportOf(data, '../../x', 'c0000000001')).rejects.toMatchObject({ code: 'unavailable' })
  for (let build = 0; build < 6; build++) await runBuild({ data, files: [], indexEdition })
  await expect(outcomesOf(data, 'e000001', ['b'])).rejects.toMatchObject({ code: 'unavailable' })
  expect((await readdir(join(data, 'intake', 'support'))).toSorted().at(-1)).toBe('e000008.parquet')
  expect(await readdir(join(data, 'intake', 'support'))).toHaveLength(6)
})
