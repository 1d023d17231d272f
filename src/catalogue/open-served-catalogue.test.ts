import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aContact, anEdition } from '../../test/builders/an-edition.ts'
import { writeFileAtomic, writeJsonFile } from '../platform/files/index.ts'
import { openServedCatalogue, type ServedCatalogue } from './index.ts'

let data: string
let served: ServedCatalogue | null
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-served-'))
  served = null
})
afterEach(async () => {
  await served?.close()
  await rm(data, { recursive: true })
})

const people = (size: number) => Array.from({ length: size }, (_, index) => aContact({ number: index }))

test('without an edition it says what to do; the first one is found without being asked', async () => {
  served = await openServedCatalogue({ data: join(data, 'new') })
  expect(served.edition()).toBeNull()
  expect(() => served?.current()).toThrow(/fairlist build/)
  await expect(served.use((open) => open.count({}))).rejects.toMatchObject({ code: 'unavailable' })
  await anEdition({ data: join(data, 'new'), contacts: people(3) })
  await vi.waitFor(() => expect(served?.edition()).toBe('e000001'), { timeout: 5000, interval: 20 })
  expect(served.current().count({})).toBe(3)
})

test('looking now and then is enough where nothing is told', async () => {
  served = await openServedCatalogue({ data: join(data, 'linked'), pollEvery: 30 })
  await anEdition({ data: join(data, 'other') })
  await cp(join(data, 'other'), join(data, 'linked'), { recursive: true })
  await vi.waitFor(() => expect(served?.edition()).toBe('e000001'), { timeout: 5000, interval: 20 })
})

test('requests go on through many swaps, each answered whole by one edition', async () => {
  const sizes = [40, 70]
  for (const [index, size] of sizes.entries())
    await anEdition({ data, edition: `e00000${index + 1}`, contacts: people(size) })
  served = await openServedCatalogue({ data })
  const catalogue = served
  let answered = 0
  const swapping = new AbortController()
  const seen = new Set<string>()
  const asking = Array.from({ length: 3 }, async () => {
    while (!swapping.signal.aborted) {
      await catalogue.use(async (open) => {
        const total = open.count({})
        const first = await open.page({}, '-name', { limit: 30 })
        const second = await open.page({}, '-name', { limit: 200, cursor: first.next ?? '' })
        expect([first.total, first.rows.length + second.rows.length]).toEqual([total, total])
        expect(total).toBe(sizes[Number(open.edition.slice(1)) - 1])
        seen.add(open.edition)
        answered++
      })
    }
  })
  for (let swap = 0; swap < 12; swap++) {
    await writeFileAtomic(join(data, 'current.json'), `{"edition":"e00000${(swap % 2) + 1}"}`)
    await catalogue.refresh()
  }
  swapping.abort()
  await Promise.all(asking)
  expect(answered).toBeGreaterThan(30)
  expect(seen.size).toBe(2)
})

test('an old edition stays open for the request that runs on it, then closes', async () => {
  await anEdition({ data, contacts: people(2) })
  served = await openServedCatalogue({ data })
  const { promise: wait, resolve: goOn } = Promise.withResolvers<void>()
  const old = served.use(async (open) => {
    await wait
    return (await open.getContact('c0000000001')).id
  })
  const before = served.current()
  await anEdition({ data, edition: 'e000002', contacts: [] })
  await served.refresh()
  expect(served.current().count({})).toBe(0)
  goOn()
  expect(await old).toBe('c0000000001')
  await vi.waitFor(() => expect(before.getContact('c0000000001')).rejects.toThrow(), { timeout: 2000 })
})

test.each([
  ['an edition that is not there', async () => {}],
  ['one without index', async (folder: string) => rm(join(folder, 'index', 'index.json'))],
  [
    'one with half an array',
    async (folder: string) => writeFile(join(folder, 'index', 'arrays.bin'), new Uint8Array(4)),
  ],
  ['one without rows', async (folder: string) => rm(join(folder, 'index', 'contacts.jsonl'))],
  ['one of another format', async (folder: string) => writeFile(join(folder, 'index', 'index.json'), '{"format":99}')],
  ['a damaged description', async (folder: string) => writeFile(join(folder, 'index', 'index.json'), '{"for')],
])('%s leaves the one before in service, and is said once', async (what, spoil) => {
  await anEdition({ data, contacts: people(2) })
  const problems: string[] = []
  served = await openServedCatalogue({ data, onProblem: (error) => problems.push(error.message) })
  const folder = await anEdition({ data, edition: 'e000002', contacts: people(5), current: false })
  if (what.includes('not there')) await rm(folder, { recursive: true })
  await spoil(folder)
  // Whole at once, as a build does: half a pointer would be a problem of its own.
  await writeJsonFile(join(data, 'current.json'), { edition: 'e000002' })
  await served.refresh()
  await served.refresh()
  expect(served.edition()).toBe('e000001')
  expect(served.current().count({})).toBe(2)
  expect(problems).toHaveLength(1)
  await anEdition({ data, edition: 'e000002', contacts: people(5) })
  await served.refresh()
  expect(served.current().count({})).toBe(5)
})

test.each(['{"edition":"../e000001"}', '{"edition":".."}', '{"edition":7}', '[]'])(
  'the pointer %s is refused',
  async (pointer) => {
    await anEdition({ data })
    served = await openServedCatalogue({ data })
    await writeFile(join(data, 'current.json'), pointer)
    await served.refresh()
    expect(served.edition()).toBe('e000001')
  },
)

test('what is hidden stays hidden in the next edition', async () => {
  await anEdition({ data, contacts: people(3) })
  served = await openServedCatalogue({ data })
  served.mask(['c0000000001'])
  expect(served.current().count({})).toBe(2)
  await anEdition({ data, edition: 'e000002', contacts: people(9) })
  await served.refresh()
  expect(served.current().count({})).toBe(8)
})
