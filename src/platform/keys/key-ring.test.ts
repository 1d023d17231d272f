import { createHmac } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MAC_BYTES, openKeyRing, readKeyRing } from './index.ts'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-keys-'))
})
afterEach(() => rm(data, { recursive: true }))

const file = () => join(data, 'keys', 'suppression.key')

test('a MAC is what createHmac gives, cut to 16 bytes, whatever the text and its length', async () => {
  const ring = await openKeyRing({ data })
  const key = Buffer.from((await readFile(file(), 'utf8')).trim().slice(2), 'hex')
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('', 'é'.repeat(3000), 'x'.repeat(200)),
  )
  fc.assert(
    fc.property(text, (each) => {
      const whole = createHmac('sha256', key).update(each, 'utf8').digest()
      expect(ring.mac(each)).toEqual(whole.subarray(0, MAC_BYTES))
    }),
  )
})

test('what was given stays as it is when more is asked for', async () => {
  const { mac } = await openKeyRing({ data })
  const first = mac('email:a@a.example')
  const before = first.toString('hex')
  mac('x'.repeat(5000))
  expect(first.toString('hex')).toBe(before)
  expect(mac('email:a@a.example')).toEqual(first)
})

test('the key is made once, for its owner alone, also by many at once', async () => {
  const rings = await Promise.all(Array.from({ length: 8 }, () => openKeyRing({ data })))
  expect(new Set(rings.map(({ check }) => check.toString('hex'))).size).toBe(1)
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  expect(await readdir(join(data, 'keys'))).toEqual(['suppression.key'])
  const [first] = rings
  expect(await readKeyRing(first.path)).toMatchObject({ version: 1, check: first.check })
})

test('another key says something else of everything', async () => {
  const one = await openKeyRing({ data })
  await rm(file())
  const other = await openKeyRing({ data })
  expect(other.check).not.toEqual(one.check)
})

test('a key that must be there and is not, or is damaged, is told in a sentence', async () => {
  await expect(openKeyRing({ data, create: false })).rejects.toMatchObject({ code: 'unavailable' })
  await expect(readKeyRing(file())).rejects.toMatchObject({ code: 'unavailable' })
  await openKeyRing({ data })
  await writeFile(file(), '1:abc\n')
  await expect(openKeyRing({ data })).rejects.toMatchObject({ code: 'internal' })
})
