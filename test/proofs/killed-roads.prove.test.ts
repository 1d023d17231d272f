import { expect, test } from 'vitest'
import { killRoads } from './kill-roads.ts'

test(
  'stops and unlocks killed a thousand times: nothing acknowledged is lost, nobody is charged twice, every charge is disclosed',
  { timeout: 10_800_000 },
  async () => {
    const verdict = await killRoads({ kills: 1000 })
    console.log(JSON.stringify(verdict))
    const { did, faults } = verdict
    expect(Math.min(did.stopped, did.unlocks, did.charged)).toBeGreaterThan(1000)
    expect(faults).toEqual({ lostStops: 0, lostUnlocks: 0, ledger: 0, lostCredits: 0 })
  },
)
