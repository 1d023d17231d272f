import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { compareObjects } from './compare-objects.ts'
import { linkFile } from './link-file.ts'
import { scoreFiles } from './score-files.ts'

const FEBRL = join(import.meta.dirname, '../../../../shared/data/link/febrl')
let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-link-test-'))
})

afterAll(async () => {
  await rm(dir, { recursive: true })
})

/** 40 people, each twice in two deliveries, with the awkward id `a,1`. */
async function aFile(): Promise<string> {
  const rows = Array.from({ length: 80 }, (_, i) => {
    const p = Math.floor(i / 2)
    const given = ['Ann', 'Robert', 'Carla', 'Deepak'][p % 4]
    const family = `${['Lee', 'Okafor', 'Novak', 'Tanaka', 'Rossi'][p % 5]}${'abcdefgh'[Math.floor(p / 5)]}`
    return `"a,${i}",${i % 2 === 0 ? 'x' : 'y'},${given} ${family},${given}.${family}@c${p % 3}.example,${i % 2 === 0 ? '' : 'Acme'}`
  })
  const path = join(dir, 'people.csv')
  await writeFile(path, ['record_id,source,full_name,email,company', ...rows].join('\n'))
  return path
}

test('CSV and Parquet of the same rows give the same clusters, a line a record in order', async () => {
  const csv = await aFile()
  const parquet = join(dir, 'people.parquet')
  const db = await openDuckDb()
  await db.run(`COPY (SELECT * FROM read_csv(${sqlText(csv)}, all_varchar = true)) TO ${sqlText(parquet)}`)
  db.close()
  const out = [join(dir, 'a.csv'), join(dir, 'b.csv')]
  const report = await linkFile(csv, { out: out[0], source: 'source', pairs: join(dir, 'pairs.csv') })
  await linkFile(parquet, { out: out[1], source: 'source' })
  expect(report).toMatchObject({ records: 80, clusters: 40, rejected: 0 })
  const [first, second] = await Promise.all(out.map((path) => readFile(path, 'utf8')))
  expect(first.split('\n').slice(0, 3)).toEqual(['record_id,cluster_id', '"a,0",1', '"a,1",1'])
  expect(second).toBe(first)
  expect((await readFile(join(dir, 'pairs.csv'), 'utf8')).split('\n')[0]).toBe(
    'record_id_a,record_id_b,weight,probability,reasons',
  )
})

test('what is wrong is said in a sentence', async () => {
  const csv = await aFile()
  const out = join(dir, 'out.csv')
  await expect(linkFile(csv, { out, id: 'number' })).rejects.toThrow('There is no column called "number"')
  await expect(linkFile(join(dir, 'nothing.csv'), { out })).rejects.toMatchObject({ name: 'AppError' })
  const broken = join(dir, 'broken.parquet')
  await writeFile(broken, 'PAR1 and no more')
  await expect(linkFile(broken, { out })).rejects.toThrow('cannot be read as Parquet')
})

test('two records by themselves', () => {
  const email = 'b.lee@acme.example'
  expect(
    compareObjects({ full_name: 'Bob Lee', email }, { full_name: 'Robert Lee', email }).probability,
  ).toBeGreaterThan(0.9)
  expect(compareObjects({ full_name: 'Bob Lee', email }, { full_name: 'Ann Okafor', email }).probability).toBeLessThan(
    0.1,
  )
  expect(compareObjects({ company: 'Acme Foods Inc' }, { company: 'Zenith Marine' }).probability).toBeLessThan(0.1)
  expect(compareObjects({}, {}).reasons).toEqual([])
})

test.runIf(existsSync(FEBRL))('real data: a thousand records with known truth', async () => {
  const out = join(dir, 'febrl.csv')
  await linkFile(join(FEBRL, 'dataset1.csv'), { out })
  const scores = await scoreFiles({ clusters: out, truth: join(FEBRL, 'dataset1-truth.csv') })
  expect(scores.f1).toBeGreaterThan(0.995)
})
