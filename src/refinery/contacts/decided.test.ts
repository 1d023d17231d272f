import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFeed, feedText } from '../../../test/builders/a-feed.ts'
import { openKeyRing } from '../../platform/keys/index.ts'
import { openIdentity, runBuild, type BuildEvidence, type HandDecision } from '../index.ts'

let data: string
let first: { edition: string; root: string }
type Contact = { id: string; name: string; records: number }

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-decided-'))
  const path = join(data, 'feed.csv')
  // One person's row twice but for the title, which linking does not compare.
  const feed = aFeed({ people: 30 })
  const rows = [...feed, { ...feed[0], title: 'Head of Purchasing', source: 'source 9' }]
  await writeFile(path, feedText(rows))
  await openKeyRing({ data })
  first = await runBuild({ data, files: [{ path, sourceColumn: 'source' }], indexEdition: async () => {} })
}, 60_000)
afterAll(() => rm(data, { recursive: true }))

async function build(decisions: readonly HandDecision[], fresh = false) {
  const { path: keyFile } = await openKeyRing({ data })
  const evidence: BuildEvidence = { keyFile, suppressed: [], withdrawn: { batches: [], rows: [] }, decisions }
  return runBuild({ data, files: [], evidence, fresh, indexEdition: async () => {} })
}

async function contactsOf(edition: string): Promise<Contact[]> {
  const lines = await readFile(join(data, 'editions', edition, 'index', 'contacts.jsonl'), 'utf8')
  return lines.trim().split('\n').map((line) => JSON.parse(line) as Contact) // prettier-ignore
}

const digestsOf = async (id: string, edition: string) => (await openIdentity(data).explainOne(id, edition)).digests

test('no decisions give the same root; two that are one are one contact, and without the decision two again', async () => {
  expect((await build([])).root).toBe(first.root)
  const [one, other] = await contactsOf(first.edition)
  const sides = [await digestsOf(one.id, first.edition), await digestsOf(other.id, first.edition)]
  const decision: HandDecision = { verdict: 'one', a: sides[0], b: sides[1] }
  const merged = await build([decision])
  const now = await contactsOf(merged.edition)
  expect(merged.contacts).toBe((await contactsOf(first.edition)).length - 1)
  const holder = now.find(({ id }) => id === one.id || id === other.id)
  expect(holder?.records).toBe(one.records + other.records)
  const retired = [one.id, other.id].find((id) => id !== holder?.id) ?? ''
  expect(await openIdentity(data).findHeir(retired)).toBe(holder?.id)
  expect(await openIdentity(data).findHeir(holder?.id ?? '')).toBeNull()
  expect((await build([decision])).root).toBe(merged.root)
  // Undone, either is called as before: the ids are part of the root.
  expect((await build([])).root).toBe(first.root)
  expect(await openIdentity(data).findHeir(retired)).toBeNull()
  expect((await build([], true)).root).toBe(first.root)
}, 60_000)

test('what is compared alike is two when that was decided', async () => {
  const [{ id, records }] = (await contactsOf(first.edition)).toSorted((a, b) => b.records - a.records)
  const digests = await digestsOf(id, first.edition)
  expect(digests.length).toBeGreaterThan(1)
  for (const [place] of digests.entries()) {
    const rest = digests.filter((_, i) => i !== place)
    const { edition } = await build([{ verdict: 'two', a: [digests[place]], b: rest }], true)
    for (const contact of await contactsOf(edition)) {
      const own = await digestsOf(contact.id, edition)
      expect(own.includes(digests[place]) && own.length > 1 && own.some((each) => rest.includes(each))).toBe(false)
    }
  }
  expect(records).toBeGreaterThan(1)
}, 60_000)
