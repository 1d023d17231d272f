import { expect, test } from 'vitest'
import { killRegistrations } from './kill-registrations.ts'

/** A sample where the time is ours, more where it is a machine’s; the prove run has three hundred. */
const KILLS = process.env.CI ? 25 : 4

test(
  'registrations killed at any moment: nothing acknowledged is lost, no mail, nothing half done',
  { timeout: 300_000 },
  async () => {
    const { did, faults } = await killRegistrations({ kills: KILLS })
    expect(Math.min(did.registered, did.mails)).toBeGreaterThan(3)
    expect(faults).toEqual({ lost: 0, lostMails: 0, strayMails: 0, tooManyRepeats: 0, twoMails: 0, halfDone: 0 })
  },
)
