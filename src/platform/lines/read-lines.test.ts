import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLineWriter, readLines } from './index.ts'

let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-lines-'))
})

afterAll(async () => {
  await rm(dir, { recursive: true })
})

async function linesOf(path: string): Promise<string[]> {
  return (await Array.fromAsync(readLines(path))).flat()
}

test('lines written are lines read, whatever else they hold', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', '\r', '\u2028', '\u0085', 'é', '😀', '\t', '') })
  await fc.assert(
    fc.asyncProperty(fc.array(line), async (lines) => {
      const path = join(dir, 'written')
      const writer = await openLineWriter(path)
      for (const each of lines) await writer.write(each)
      await writer.close()
      expect(await linesOf(path)).toEqual(lines)
    }),
    { numRuns: 50 },
  )
})

test('a line longer than a chunk, and a last line without an end, come whole', async () => {
  const path = join(dir, 'long')
  const long = 'é'.repeat(1_500_000)
  await writeFile(path, `first\n${long}\nlast`)
  expect(await linesOf(path)).toEqual(['first', long, 'last'])
})
