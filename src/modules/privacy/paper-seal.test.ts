import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPaperSeal } from './paper-seal.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlist-seal-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('gives back what was sealed, for this request, under this key, unchanged; and nothing else', async () => {
  const path = join(folder, 'keys', 'requests.key')
  const seal = await openPaperSeal(path)
  const again = await openPaperSeal(path)
  const other = await openPaperSeal(join(folder, 'other', 'requests.key'))
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, at) => {
      const sealed = seal.seal('one', { text })
      expect(again.open('one', sealed)).toEqual({ text })
      expect(sealed.includes(Buffer.from(JSON.stringify({ text })))).toBe(false)
      const changed = Buffer.from(sealed)
      changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ 1
      expect([seal.open('two', sealed), other.open('one', sealed), seal.open('one', changed)]).toEqual([
        null,
        null,
        null,
      ])
    }),
    { numRuns: 50 },
  )
  expect(seal.open('one', Buffer.alloc(3))).toBeNull()
})

test('a damaged key is told', async () => {
  const path = join(folder, 'damaged.key')
  await writeFile(path, 'nonsense')
  await expect(openPaperSeal(path)).rejects.toMatchObject({ code: 'internal' })
})
