import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeliveries } from './open-deliveries.ts'

let data: string
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-deliveries-'))
})
afterAll(() => rm(data, { recursive: true }))

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
