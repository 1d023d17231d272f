import { expect, test } from 'vitest'
import { killBuilds } from './kill-builds.ts'

test('builds killed at any moment leave the old edition or the new one whole', { timeout: 120_000 }, async () => {
  const { hits, broken, sameRoot } = await killBuilds({ kills: 5 })
  expect(hits).toBeGreaterThan(2)
  expect({ broken, sameRoot }).toEqual({ broken: 0, sameRoot: true })
})
