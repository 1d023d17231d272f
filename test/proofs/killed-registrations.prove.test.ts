import { expect, test } from 'vitest'
import { killRegistrations } from './kill-registrations.ts'

test(
  'registrations killed three hundred times: nothing acknowledged is lost, no mail, nothing half done',
  { timeout: 7_200_000 },
  async () => {
    const verdict = await killRegistrations({ kills: 300 })
    console.log(JSON.stringify(verdict))
    const { did, faults } = verdict
    expect(Math.min(did.registered, did.mails)).toBeGreaterThan(1000)
    expect(Math.min(did.confirmed, did.withdrawn, did.users)).toBeGreaterThan(100)
    expect(faults).toEqual({ lost: 0, lostMails: 0, strayMails: 0, tooManyRepeats: 0, twoMails: 0, halfDone: 0 })
  },
)
