import { expect, test } from 'vitest'
import { killRoads } from './kill-roads.ts'

test(
  'stops, unlocks and contributions killed a thousand times: nothing acknowledged is lost, nothing is charged or taken twice, what is taken back stays away',
  { timeout: 10_800_000 },
  async () => {
    const verdict = await killRoads({ kills: 1000 })
    console.log(JSON.stringify(verdict))
    const { did, faults } = verdict
    expect(Math.min(did.stopped, did.unlocks, did.charged, did.contributed)).toBeGreaterThan(1000)
    expect(did.takenBack).toBeGreaterThan(300)
    expect(Object.entries(faults).filter(([, times]) => times !== 0)).toEqual([])
  },
)
