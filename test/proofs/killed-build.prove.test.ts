import { expect, test } from 'vitest'
import { killBuilds } from './kill-builds.ts'

test(
  'builds killed at a thousand moments leave the old edition or the new one whole',
  { timeout: 7_200_000 },
  async () => {
    const { hits, broken, sameRoot } = await killBuilds({ kills: 1000 })
    expect(hits).toBeGreaterThan(900)
    expect({ broken, sameRoot }).toEqual({ broken: 0, sameRoot: true })
  },
)
