import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aContact, anEdition } from '../../test/builders/an-edition.ts'
import { writeFileAtomic, writeJsonFile } from '../platform/files/index.ts'
import { openServedCatalogue, type Masks, type ServedCatalogue } from './index.ts'

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
  served.hide(['c0000000001'])
  expect(served.current().count({})).toBe(2)
  await anEdition({ data, edition: 'e000002', contacts: people(9) })
  await served.refresh()
  expect(served.current().count({})).toBe(8)
})

const masks = (contacts: string[]): Masks => ({ suppressed: [], contacts, fields: new Map() })

test('an edition is served only once it is known what to hide of it; meanwhile the one before is', async () => {
  await anEdition({ data, contacts: people(3) })
  const answers: (Masks | Error)[] = [masks(['c0000000000']), new Error('the database is away'), masks(['c0000000001'])]
  const problems: string[] = []
  const next = () => {
    const answer = answers.shift() ?? new Error('asked too often')
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const onProblem = (error: Error) => void problems.push(error.message)
  served = await openServedCatalogue({ data, masks: next, onProblem, pollEvery: 1e6 })
  expect(served.current().count({})).toBe(2)
  await anEdition({ data, edition: 'e000002', contacts: people(9) })
  await vi.waitFor(() => expect(problems).toEqual(['the database is away']), { timeout: 5000, interval: 20 })
  expect(served.edition()).toBe('e000001')
  await served.refresh()
  expect(served.edition()).toBe('e000002')
  expect(['c0000000000', 'c0000000001'].map((id) => served?.current().isVisible(id))).toEqual([true, false])
})

test('masks that were read before somebody was hidden do not bring them back, later ones do', async () => {
  await anEdition({ data, contacts: people(5) })
  let wait: Promise<void> | null = null
  const reading = Promise.withResolvers<void>()
  const slow = async () => {
    reading.resolve()
    await wait
    return masks([])
  }
  served = await openServedCatalogue({ data, masks: slow })
  const { promise, resolve } = Promise.withResolvers<void>()
  wait = promise
  const refreshed = served.refreshMasks()
  await reading.promise
  served.hide(['c0000000003'])
  resolve()
  await refreshed
  expect(served.current().isVisible('c0000000003')).toBe(false)
  await served.refreshMasks()
  expect(served.current().isVisible('c0000000003')).toBe(true)
})

test('who is hidden while the next edition is being opened is looked for in it again', async () => {
  await anEdition({ data, contacts: people(2) })
  const asked: string[] = []
  const stopped: string[] = []
  const answer = async (edition: { edition: string }) => {
    asked.push(edition.edition)
    const known = [...stopped]
    if (edition.edition === 'e000002' && stopped.length === 0) {
      stopped.push('c0000000007') // the person has another id there
      served?.hide(['c0000000001'])
    }
    return masks(known)
  }
  served = await openServedCatalogue({ data, masks: answer, pollEvery: 1e6 })
  await anEdition({ data, edition: 'e000002', contacts: people(9) })
  await served.refresh()
  await served.refresh()
  expect(asked).toEqual(['e000001', 'e000002', 'e000002'])
  expect(served.current().isVisible('c0000000007')).toBe(false)
})

test('masks that cannot be read leave those there are, and whoever asked is told', async () => {
  await anEdition({ data, contacts: people(3) })
  let fails = false
  const answer = () => (fails ? Promise.reject(new Error('away')) : Promise.resolve(masks(['c0000000002'])))
  served = await openServedCatalogue({ data, masks: answer })
  fails = true
  await expect(served.refreshMasks()).rejects.toThrow('away')
  expect(served.current().count({})).toBe(2)
  await served.refresh()
  expect(served.edition()).toBe('e000001')
})
