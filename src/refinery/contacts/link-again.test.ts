import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFeed, feedText, type FeedRow } from '../../../test/builders/a-feed.ts'
import { openKeyRing } from '../../platform/keys/index.ts'
import { getManifest, runBuild, type BuildOptions, type BuildReport } from '../index.ts'
import { readBatches } from '../index.ts'

let dir: string
let counter = 0
const feed = aFeed()

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-again-'))
})
afterAll(() => rm(dir, { recursive: true }))

type Turn = { data: string; rows?: FeedRow[]; withdrawn?: string[]; linking?: BuildOptions['linking'] }

async function build({ data, rows = [], withdrawn = [], linking }: Turn): Promise<BuildReport> {
  const path = join(dir, `rows-${counter++}.csv`)
  await writeFile(path, feedText(rows))
  const { path: keyFile } = await openKeyRing({ data })
  const evidence = { keyFile, suppressed: [], withdrawn: { batches: withdrawn, rows: [] } }
  const files = rows.length > 0 ? [{ path, sourceColumn: 'source' }] : []
  return runBuild({ data, files, evidence, linking, indexEdition: async () => {} })
}

test('over any history, building on gives the same root as comparing everybody again from the same parent', async () => {
  const aTurn = fc.record({
    rows: fc.subarray(feed, { minLength: 1, maxLength: 12 }),
    source: fc.constantFrom('source 0', 'source 1', 'another', 'one more'),
    takesBack: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(aTurn, { minLength: 1, maxLength: 3 }), async (turns) => {
      const data = join(dir, `data-${counter++}`)
      await build({ data, rows: feed.slice(0, 90) })
      let withdrawn: string[] = []
      for (const { rows, source, takesBack } of turns) {
        const other = join(dir, `data-${counter++}`)
        await cp(data, other, { recursive: true })
        const added = rows.map((row, i) => ({ ...row, source, record_id: `${row.record_id}-${counter}-${i}` }))
        const batches = await readBatches(data)
        if (takesBack && batches.length > 1) withdrawn = [...new Set([...withdrawn, batches.at(-1)?.id ?? ''])]
        const again = await build({ data, rows: added, withdrawn })
        const whole = await build({ data: other, rows: added, withdrawn, linking: 'whole' })
        expect(again.root).toBe(whole.root)
        expect((await getManifest(data)).calibration).toBe('e000001')
      }
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3) },
  )
}, 3_600_000)

test('a small delivery keeps the calibration, a large one and a wish renew it', async () => {
  const data = join(dir, `data-${counter++}`)
  const calibration = async () => (await getManifest(data)).calibration
  await build({ data, rows: feed.slice(0, 30) })
  expect(await calibration()).toBe('e000001')
  await build({ data, rows: feed.slice(30, 40) })
  expect(await calibration()).toBe('e000001')
  await build({ data, rows: feed.slice(40) })
  expect(await calibration()).toBe('e000003')
  await build({ data })
  expect(await calibration()).toBe('e000003')
  const { root } = await build({ data, linking: 'anew' })
  expect(await calibration()).toBe('e000005')
  expect((await build({ data })).root).toBe(root)
}, 60_000)
