import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aZip } from '../../../test/builders/a-zip.ts'
import { scanApart } from './scan-apart.ts'
import { scanFile } from './scan-file.ts'
import type { SoFar } from './scan-file.ts'

let dir: string
let large: string
const bounds = { mostRows: 100_000, patience: 30_000, memory: 256, disk: 100, temporary: '' }

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-apart-'))
  bounds.temporary = join(dir, 'work')
  await mkdir(bounds.temporary)
  large = await file('large.csv', lines(20_000))
})
afterAll(() => rm(dir, { recursive: true }))

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(dir, name), text)
  return join(dir, name)
}

function lines(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => `Ann Lee ${at},Harbor & Pine,ann${at}@harbor.example`)
  return ['Name,Company,E-mail', ...rows].join('\n')
}

test('a scan apart says the same, and on the way what is known so far', async () => {
  const heard: SoFar[] = []
  const apart = await scanApart(large, { ...bounds, watch: (soFar) => heard.push(soFar) })
  expect(apart).toEqual(await scanFile(large))
  expect(heard.length).toBeGreaterThan(3)
  expect(heard.map(({ rows }) => rows)).toEqual(heard.map(({ rows }) => rows).toSorted((a, b) => a - b))
  expect(heard.at(-1)).toMatchObject({ rows: 20_000, indicators: apart.indicators, score: apart.score })
})

test('what cannot be read is said in the same words', async () => {
  const empty = await file('empty.csv', '')
  const told = await scanFile(empty).catch((error: unknown) => error)
  await expect(scanApart(empty, bounds)).rejects.toMatchObject({ code: 'bad_input', message: (told as Error).message })
})

test('too many rows, too much time and too much memory are refused', async () => {
  await expect(scanApart(large, { ...bounds, mostRows: 19_999 })).rejects.toMatchObject({ code: 'too_large' })
  await expect(scanApart(large, { ...bounds, patience: 1 })).rejects.toMatchObject({ code: 'too_large' })
  await expect(scanApart(large, { ...bounds, memory: 8 })).rejects.toMatchObject({ code: 'too_large' })
  const packed = join(dir, 'packed.zip')
  await writeFile(packed, aZip({ 'people.csv': lines(400_000) }))
  await expect(scanApart(packed, { ...bounds, mostRows: 1e6, disk: 1 })).rejects.toThrow('unpacks to more')
})

test('a scan can be ended, and what it writes meanwhile is where it was told', async () => {
  const ending = new AbortController()
  const people = Array.from({ length: 50_000 }, (_, at) => ({ name: `Ann Lee ${at}`, email: `ann${at}@a.example` }))
  const json = await file('people.json', JSON.stringify(people))
  // A place of its own: in the system's, other tests come and go.
  const elsewhere = join(dir, 'elsewhere')
  await mkdir(elsewhere)
  vi.stubEnv('TMPDIR', elsewhere)
  const scan = scanApart(json, { ...bounds, signal: ending.signal, watch: () => ending.abort() })
  await expect(scan).rejects.toMatchObject({ code: 'unavailable' })
  vi.unstubAllEnvs()
  expect((await readdir(elsewhere)).filter((name) => name.startsWith('fairlist-'))).toEqual([])
  expect(await readdir(bounds.temporary)).not.toEqual([])
})
