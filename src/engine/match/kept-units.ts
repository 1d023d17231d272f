import type { Channel } from './channels.ts'
import { mixHash } from './hash-text.ts'
import type { Features } from './record-features.ts'
import { sortByKey } from './sort-by-key.ts'

const TOLERATED_SHARE = 0.005
const TOLERATED = 2

/** The units, those left out that evidently list people more than once, and how many those are. */
export type KeptUnits = { unitStarts: Uint32Array; units: Uint32Array; broken: number }

/**
 * Checks whether units keep their promise of one row a person, from the records alone. A row repeats somebody when
 * another row of the unit has the same whole name and the same e-mail, telephone or address, or when it stands for
 * more raw rows than it has units. A unit with more than two and more than 0.5 % of such rows is left out:
 * two of its rows may then be one person.
 *
 * @param weights raw rows behind each record, in canonical order
 */
export function keepUnits(features: Features, weights: Uint32Array): KeptUnits {
  const { count, unitStarts, units } = features
  let last = 0
  for (const unit of units) if (unit > last) last = unit
  const rows = new Float64Array(last + 1)
  const repeats = new Float64Array(last + 1)
  for (let record = 0; record < count; record++) {
    const own = unitStarts[record + 1] - unitStarts[record]
    const more = own > 0 && weights[record] > own ? (weights[record] - own) / own : 0
    for (let u = unitStarts[record]; u < unitStarts[record + 1]; u++) {
      rows[units[u]] += 1 + more
      repeats[units[u]] += more
    }
  }
  countRepeats(features, repeats)
  const isBroken = Uint8Array.from(repeats, (n, unit) =>
    n > Math.max(TOLERATED, rows[unit] * TOLERATED_SHARE) ? 1 : 0,
  )
  return { ...leaveOut(features, isBroken), broken: isBroken.reduce((sum, flag) => sum + flag, 0) }
}

function countRepeats(features: Features, repeats: Float64Array): void {
  const { count, unitStarts, units, people, organisation } = features
  const nameOf = (r: number): number => (people ? people.sortedHash[people.ofRecord[r]] : (organisation?.codes[r] ?? 0))
  const channels = [features.email, features.phone, features.address].filter(
    (channel): channel is Channel => channel !== null,
  )
  const keys: number[] = []
  const records: number[] = []
  const inUnits: number[] = []
  for (let r = 0; r < count; r++) {
    const name = nameOf(r)
    if (name === 0) continue
    for (const channel of channels) {
      for (let c = channel.starts[r]; c < channel.starts[r + 1]; c++) {
        const key = mixHash(name, channel.hashes[channel.codes[c]])
        for (let u = unitStarts[r]; u < unitStarts[r + 1]; u++) {
          keys.push(mixHash(key, units[u]))
          records.push(r)
          inUnits.push(units[u])
        }
      }
    }
  }
  const order = sortByKey(Uint32Array.from(keys))
  const seen = new Set<number>()
  for (let i = 1; i < order.length; i++) {
    const x = order[i - 1]
    const y = order[i]
    const same = keys[x] === keys[y] && inUnits[x] === inUnits[y] && nameOf(records[x]) === nameOf(records[y])
    if (!same || records[x] === records[y]) continue
    const once = records[y] * repeats.length + inUnits[y]
    if (seen.has(once)) continue
    seen.add(once)
    repeats[inUnits[y]]++
  }
}

function leaveOut(features: Features, isBroken: Uint8Array): { unitStarts: Uint32Array; units: Uint32Array } {
  const unitStarts = new Uint32Array(features.count + 1)
  const units = new Uint32Array(features.units.length)
  let size = 0
  for (let r = 0; r < features.count; r++) {
    unitStarts[r] = size
    for (let u = features.unitStarts[r]; u < features.unitStarts[r + 1]; u++) {
      if (isBroken[features.units[u]] === 0) units[size++] = features.units[u]!
    }
  }
  unitStarts[features.count] = size
  return { unitStarts, units: units.slice(0, size) }
}
