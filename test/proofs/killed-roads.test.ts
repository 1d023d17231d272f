import { expect, test } from 'vitest'
import { killRoads } from './kill-roads.ts'

/** A sample where the time is ours, more where it is a machine’s; the prove run has a thousand. */
const KILLS = process.env.CI ? 25 : 4

test(
  'stops and unlocks killed at any moment: no acknowledged stop is lost, nobody is charged twice, every charge is disclosed',
  { timeout: 400_000 },
  async () => {
    const { did, faults } = await killRoads({ kills: KILLS })
    expect(Math.min(did.stopped, did.unlocks, did.charged)).toBeGreaterThan(2)
    expect(faults).toEqual({ lostStops: 0, lostUnlocks: 0, ledger: 0, lostCredits: 0 })
  },
)
