import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSeal } from './open-seal.ts'

const aDigest = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'))

test('what is sealed comes back, is the same each time, and tells nothing without the key', async () => {
  const [one, other] = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), 'fairlist-seal-'))))
  const first = await openSeal(one, { create: true })
  const again = await openSeal(one, { create: false })
  const another = await openSeal(other, { create: true })
  fc.assert(
    fc.property(aDigest, (digest) => {
      const sealed = first.seal(digest)
      expect(sealed).not.toContain(digest)
      expect(again.seal(digest)).toBe(sealed)
      expect(again.open(sealed)).toBe(digest)
      expect(another.seal(digest)).not.toBe(sealed)
      expect(() => another.open(sealed)).toThrow(/another key/)
      expect(first.open(digest)).toBe(digest)
    }),
  )
  await Promise.all([one, other].map((data) => rm(data, { recursive: true })))
})

test('a missing key is not made anew to open what another sealed', async () => {
  await expect(openSeal(join(tmpdir(), 'fairlist-no-such-folder'), { create: false })).rejects.toMatchObject({
    code: 'unavailable',
  })
})
