import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFeed, feedText, type FeedRow } from '../../../test/builders/a-feed.ts'
import { openKeyRing } from '../../platform/keys/index.ts'
import { openIdentity, readBatches, runBuild, type HandDecision } from '../index.ts'

let dir: string
let counter = 0
const feed = aFeed({ people: 14 })

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-fates-'))
})
afterAll(() => rm(dir, { recursive: true }))

type Turn = { data: string; rows?: FeedRow[]; withdrawn?: string[]; decisions?: HandDecision[] }

/** Builds, and gives the ids of all contacts. */
async function build({ data, rows = [], withdrawn = [], decisions = [] }: Turn): Promise<string[]> {
  const path = join(dir, `rows-${counter++}.csv`)
  await writeFile(path, feedText(rows))
  const { path: keyFile } = await openKeyRing({ data })
  const evidence = { keyFile, suppressed: [], withdrawn: { batches: withdrawn, rows: [] }, decisions }
  const files = rows.length > 0 ? [{ path, sourceColumn: 'source' }] : []
  const { edition } = await runBuild({ data, files, evidence, indexEdition: async () => {} })
  const lines = await readFile(join(data, 'editions', edition, 'index', 'contacts.jsonl'), 'utf8')
  return lines.trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id) // prettier-ignore
}

const aTurn = fc.record({
  rows: fc.subarray(feed, { maxLength: 8 }),
  takesBack: fc.boolean(),
  // Two contacts that are said to be one, a contact whose first record is said to be somebody else, or a decision undone.
  decides: fc.constantFrom('one', 'two', 'undo'),
  first: fc.nat(40),
  second: fc.nat(40),
})

test('over any history of builds, every id that was ever shown lives, leads to one that does, or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aTurn, { minLength: 2, maxLength: 4 }), async (turns) => {
      const data = join(dir, `data-${counter++}`)
      let ids = await build({ data, rows: feed.slice(0, 24) })
      const shown = new Set(ids)
      const decisions: HandDecision[] = []
      for (const { rows, takesBack, decides, first, second } of turns) {
        const { explainOne } = openIdentity(data)
        const [a, b] = [ids[first % ids.length], ids[second % ids.length]]
        const [one, other] = [(await explainOne(a)).digests, (await explainOne(b)).digests]
        if (decides === 'undo') decisions.splice(first % (decisions.length + 1), 1)
        else if (decides === 'two' && one.length > 1)
          decisions.push({ verdict: 'two', a: one.slice(0, 1), b: one.slice(1) })
        else if (a !== b) decisions.push({ verdict: 'one', a: one, b: other })
        const added = rows.map((row, i) => ({ ...row, record_id: `${row.record_id}-${counter}-${i}`, title: 'Baker' }))
        const batches = await readBatches(data)
        const withdrawn = takesBack && batches.length > 1 ? [batches.at(-1)?.id ?? ''] : []
        ids = await build({ data, rows: added, withdrawn, decisions })
        for (const id of ids) shown.add(id)
        for (const id of shown) {
          const fate = await fateOf(data, { id, ids: new Set(ids) })
          expect({ id, fate }).not.toEqual({ id, fate: 'unknown' })
        }
      }
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3) },
  )
}, 3_600_000)

async function fateOf(data: string, { id, ids }: { id: string; ids: Set<string> }): Promise<string> {
  const { explainOne, findHeir } = openIdentity(data)
  const heir = await findHeir(id)
  // Who lives is not redirected.
  if (ids.has(id)) return heir === null ? 'alive' : 'unknown'
  if (heir !== null && ids.has(heir)) return 'part of another'
  const failure = await explainOne(heir ?? id).catch((error: Error) => error.message)
  return typeof failure === 'string' && failure.includes('There was one') ? 'gone' : 'unknown'
}

test('an id that was never given is not said to be gone', async () => {
  const data = join(dir, `data-${counter++}`)
  await build({ data, rows: feed.slice(0, 6) })
  await expect(openIdentity(data).explainOne('c9999999999')).rejects.toMatchObject({
    message: expect.stringMatching(/has no contact c9999999999\.$/) as string,
  })
}, 60_000)
