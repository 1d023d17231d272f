import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTable } from '../intake/index.ts'
import { cleanFile } from './clean-file.ts'
import { writeWorkbook } from './write-workbook.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-workbook-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function readBack(path: string): Promise<{ columns: string[]; rows: string[][] }> {
  const table = await openTable(path)
  const rows: string[][] = []
  for await (const chunk of table.chunks()) rows.push(...chunk.rows)
  return { columns: table.columns, rows }
}

test('what is written is read back: zeros, signs, lines, formulas, controls', async () => {
  const csv = join(dir, 'in.csv')
  const cells = [
    '007',
    '+1 512 555 0110',
    '=1+1',
    'a "quoted", cell',
    'two\nlines',
    '<b>&amp;</b>',
    '_x0041_',
    ' spaces ',
    'ß İ 中 😀',
  ]
  await writeFile(csv, `a,b,c,d,e,f,g,h,i\n${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`)
  const out = join(dir, 'out.xlsx')
  await writeWorkbook(csv, out)
  const { columns, rows } = await readBack(out)
  expect(columns).toEqual('abcdefghi'.split(''))
  expect(rows.map((row) => row.map((cell) => cell.trim()))).toEqual([cells.map((cell) => cell.trim())])
})

test('a file is cleaned into a workbook, the same as into CSV', async () => {
  const path = join(dir, 'people.csv')
  const lines = Array.from(
    { length: 3000 },
    (_, i) => `ANN LEE ${i},ann${i}@harbor.example,(512) 555-01${10 + (i % 90)}`,
  )
  await writeFile(path, ['Name,E-mail,Phone', ...lines].join('\n'))
  await cleanFile(path, { out: join(dir, 'clean.csv') })
  await cleanFile(path, { out: join(dir, 'clean.xlsx') })
  expect(await readBack(join(dir, 'clean.xlsx'))).toEqual(await readBack(join(dir, 'clean.csv')))
})

test('more than a cell can hold is refused, and nothing is left', async () => {
  const path = join(dir, 'long.csv')
  await writeFile(path, `Name,Note\nAnn Lee,${'x'.repeat(40_000)}\n`)
  await expect(cleanFile(path, { out: join(dir, 'long.xlsx') })).rejects.toMatchObject({ code: 'unsupported' })
  await expect(openTable(join(dir, 'long.xlsx'))).rejects.toThrow()
})
