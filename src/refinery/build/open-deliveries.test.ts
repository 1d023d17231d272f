import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { openDeliveries, readBatches, type Deliveries } from '../index.ts'

let data: string
let deliveries: Deliveries

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-deliveries-'))
  deliveries = openDeliveries(data)
})
afterAll(() => rm(data, { recursive: true }))

const all = { limit: 1000, offset: 0 }

async function prepare(text: string, refused: ReadonlySet<string> = new Set()) {
  const [path, draft] = [join(data, 'file.csv'), newId()]
  await writeFile(path, text)
  const judge = () => (row: string[]) => (refused.has(row[0] ?? '') ? ('no_person' as const) : null)
  const batch = await deliveries.prepare(draft, {
    path,
    source: 's',
    label: 'l',
    judge,
    now: '2026-11-23T00:00:00.000Z',
  })
  return { draft, batch }
}

test('a draft is no batch until it is placed, and then once', async () => {
  const { draft, batch } = await prepare('name,email\nAda Example,ada@works.example\n')
  expect(await readBatches(data)).toEqual([])
  expect(await deliveries.listRows(batch.id, all)).toEqual({ total: 0, items: [] })
  expect(await deliveries.place(draft, batch.id)).toBe(true)
  expect(await deliveries.place(draft, batch.id)).toBe(true)
  expect((await readBatches(data)).map(({ id }) => id)).toEqual([batch.id])
  expect(await deliveries.hasRow(batch.id, 2)).toBe(true)
  expect(await deliveries.hasRow(batch.id, 3)).toBe(false)
  expect(await deliveries.place(newId(), 'bnone')).toBe(false)
  const second = await prepare('name,email\nBea Example,bea@works.example\n')
  await deliveries.discard(second.draft)
  expect(await deliveries.place(second.draft, second.batch.id)).toBe(false)
  expect(await readdir(join(data, 'intake', 'drafts'))).toEqual([])
})

test('every row is listed by its line, refused or not, whatever is in it', async () => {
  const cell = fc.stringMatching(/^[\w ,"'\\;\n]{0,12}$/)
  const rows = fc.array(fc.tuple(fc.boolean(), cell), { minLength: 1, maxLength: 12 })
  let run = 0
  await fc.assert(
    fc.asyncProperty(rows, async (drawn) => {
      // The same rows again would be the batch that is there already, whatever this judge says of them.
      run += 1
      const names = drawn.map((_, index) => `Person${run} Number${index}`)
      const quoted = drawn.map(
        ([, text], index) => `${names[index]},"${text.replaceAll('"', '""')}",p${index}@works.example`,
      )
      const refused = new Set(names.filter((_, index) => drawn[index]?.[0]))
      const { draft, batch } = await prepare(`name,note,email\n${quoted.join('\n')}\n`, refused)
      await deliveries.place(draft, batch.id)
      const { total, items } = await deliveries.listRows(batch.id, all)
      expect([total, items.length]).toEqual([drawn.length, drawn.length])
      expect(items.map(({ reason }) => reason !== null)).toEqual(drawn.map(([isRefused]) => isRefused))
      const page = await deliveries.listRows(batch.id, { limit: 3, offset: 2 })
      expect(page.items).toEqual(items.slice(2, 5))
    }),
    { numRuns: 15 },
  )
}, 60_000)

test('who was said before is known again, by an address or by name and company', async () => {
  const place = async (text: string) => {
    const { draft, batch } = await prepare(`name,company,email\n${text}\n`)
    await deliveries.place(draft, batch.id)
    return batch.id
  }
  const first = await place('Zoë Quill,Harbor & Pine LLC,zoe@harbor.example')
  const second = await place(
    [
      'Z. Quill,Harbor,ZOE@harbor.example',
      'ZOE  QUILL,"Harbor & Pine, LLC",',
      'Zoë Quill,Kestrel GmbH,',
      'Mara Brandt,Kestrel GmbH,mara@kestrel.example',
      'M. Brandt,,mara@kestrel.example',
      ',Kestrel GmbH,',
      ',Kestrel GmbH,',
    ].join('\n'),
  )
  expect(await deliveries.listRepeated([first])).toEqual([])
  const repeated = async (...batches: string[]) =>
    (await deliveries.listRepeated(batches)).map(({ batch, row }) => [batch === first ? 1 : 2, row])
  expect(await repeated(first, second)).toEqual([
    [2, 2],
    [2, 3],
    [2, 6],
  ])
  expect(await repeated('bgone', second)).toEqual([[2, 6]])
  expect(await repeated(second, first)).toEqual([
    [2, 6],
    [1, 2],
  ])
})

test('the same file read another way is another batch; a mapping that only confirms is not', async () => {
  const path = join(data, 'people.csv')
  await writeFile(path, 'Name,Title,Unit\nAda Example,Head of Sales,North\n')
  const deliveries = openDeliveries(data)
  const idOf = async (place: number, mapping?: Parameters<typeof deliveries.prepare>[1]['mapping']) => {
    const delivery = { path, source: 'one', label: 'people.csv', now: '2026-11-23T00:00:00Z', mapping }
    return (await deliveries.prepare(`00000000-0000-7000-8000-00000000000${place}`, delivery)).id
  }
  const plain = await idOf(1)
  expect(await idOf(2, { Name: 'full_name', Title: 'title' })).toBe(plain)
  const other = await idOf(3, { Name: 'full_name', Title: 'unit', Unit: null })
  expect(other).not.toBe(plain)
  expect(await idOf(4, { Unit: null, Title: 'unit' })).toBe(other)
})

test('of a removed batch nothing stays but whom it spoke of, as digests; the sample world does not come back for it', async () => {
  const { draft, batch } = await prepare('name,company,email\nVera Vale,Vale & Sons,vera@vale.example\n')
  await deliveries.place(draft, batch.id)
  const later = await prepare(
    'name,company,email\nV. Vale,,VERA@vale.example\nvera vale,Vale & Sons,\nEve Else,Vale & Sons,\n',
  )
  await deliveries.place(later.draft, later.batch.id)
  const repeated = () => deliveries.listRepeated([batch.id, later.batch.id])
  const [before] = [await repeated()]
  expect(before).toEqual([
    { batch: later.batch.id, row: 2 },
    { batch: later.batch.id, row: 3 },
  ])
  const sample = join(data, 'batches', 'bsample')
  await mkdir(sample)
  await writeFile(join(sample, 'batch.json'), JSON.stringify({ ...batch, id: 'bsample', sample: true }))

  await deliveries.remove(batch.id, { remember: true })
  await deliveries.remove(batch.id, { remember: true })
  expect((await readBatches(data)).map(({ id }) => id)).not.toContain(batch.id)
  expect(await readdir(join(data, 'batches'))).not.toContain('bsample')
  expect(await readdir(join(data, 'intake'))).not.toContain('removed')
  expect(await deliveries.hasRow(batch.id, 2)).toBe(false)
  expect(await deliveries.listRows(batch.id, all)).toEqual({ total: 0, items: [] })
  expect(await repeated()).toEqual(before)
  const left = await readFile(join(data, 'intake', 'said', `${batch.id}.parquet`), 'latin1')
  expect(left).not.toMatch(/vera|vale/i)

  await deliveries.remove(later.batch.id, { remember: false })
  expect(await repeated()).toEqual([])
})

test('a batch is needed as long as the support ledger of an edition speaks of it', async () => {
  const supports = join(data, 'intake', 'support')
  await mkdir(supports, { recursive: true })
  expect(await deliveries.listNeeded(['bone', 'btwo'])).toEqual(new Set())
  const db = await openDuckDb({ threads: 1 })
  const ledger = (edition: string) => sqlText(join(supports, `${edition}.parquet`))
  await db.run(`COPY (SELECT 'bone' AS batch, 2::BIGINT AS row) TO ${ledger('e000001')} (FORMAT parquet)`)
  await db.run(`COPY (SELECT 'bthree' AS batch, 2::BIGINT AS row) TO ${ledger('e000002')} (FORMAT parquet)`)
  db.close()
  expect(await deliveries.listNeeded(['bone', 'btwo'])).toEqual(new Set(['bone']))
  expect(await deliveries.listNeeded([])).toEqual(new Set())
})
