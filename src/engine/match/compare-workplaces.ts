import { sharedCode, type Channel } from './channels.ts'
import type { Features } from './record-features.ts'
import { outcome } from './compare-places.ts'
import { GROUP, OWN, type ValueCounts } from './value-counts.ts'

/** Levels of the workplace comparison, strongest first. One ordered comparison, as colleagues share all of these. */
export const WORKPLACE = {
  ownEmail: 0,
  sharedEmail: 1,
  ownPhone: 2,
  ownAddress: 3,
  desk: 4,
  groupChannel: 5,
  organisation: 6,
  nothing: 7,
} as const

/** A comparer of two records' workplaces: a level of WORKPLACE, or -1 when nothing is comparable. */
export function workplaceComparer(features: Features, counted: ValueCounts): (a: number, b: number) => number {
  const { email, phone, address, desk } = features
  const organisation = features.people ? features.organisation : null
  const met = (channel: Channel | null, kinds: Uint8Array | null, a: number, b: number): number => {
    const code = channel && kinds ? sharedCode(channel, a, b, kinds) : 0
    return code === 0 ? -1 : kinds![code]
  }
  return (a, b) => {
    const mail = met(email, counted.email, a, b)
    if (mail >= 0)
      return mail === OWN ? WORKPLACE.ownEmail : mail === GROUP ? WORKPLACE.sharedEmail : WORKPLACE.organisation
    const call = met(phone, counted.phone, a, b)
    if (call === OWN) return WORKPLACE.ownPhone
    const post = met(address, counted.address, a, b)
    if (post === OWN) return WORKPLACE.ownAddress
    if (outcome(desk, a, b) === 1) return WORKPLACE.desk
    if (call === GROUP || post === GROUP) return WORKPLACE.groupChannel
    const house = outcome(organisation, a, b)
    if (house === 1 || call >= 0 || post >= 0) return WORKPLACE.organisation
    if (house === 0 || comparable(email, a, b) || comparable(phone, a, b) || comparable(address, a, b))
      return WORKPLACE.nothing
    return -1
  }
}

function comparable(channel: Channel | null, a: number, b: number): boolean {
  return channel !== null && channel.starts[a + 1] > channel.starts[a] && channel.starts[b + 1] > channel.starts[b]
}
