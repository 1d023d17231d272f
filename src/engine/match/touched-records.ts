import type { LinkState, RecordPrints } from './link-state.ts'

/** What changed since an earlier linking. */
export type Changes = {
  /** For each record, the earlier one of the same content; -1 for none. */
  before: Int32Array
  /** Records whose pairs may all weigh something else than they did: 1. */
  dirty: Uint8Array
  /** For each earlier record that is the first of a component, whether something in it changed: 1. */
  touched: Uint8Array
}

/**
 * Finds what is to be looked at again. A record that is new, or is seen in another light, is dirty; a component that lost a record,
 * has a dirty one, or in which two records came into one unit is touched.
 */
export function findChanges(now: RecordPrints, before: LinkState): Changes {
  const changes: Changes = {
    before: matchByKey(now.keys, before.keys),
    dirty: new Uint8Array(now.keys.length),
    touched: new Uint8Array(before.keys.length),
  }
  const isKept = new Uint8Array(before.keys.length)
  const gained = new Set<string>()
  for (let record = 0; record < now.keys.length; record++) {
    const old = changes.before[record]
    const more = old < 0 || now.prints[record] !== before.prints[old] ? null : gainedUnits(now, before, [record, old])
    if (more === null) {
      changes.dirty[record] = 1
      continue
    }
    isKept[old] = 1
    for (const unit of more) gained.add(`${before.components[old]} ${unit}`)
  }
  for (let old = 0; old < isKept.length; old++) if (isKept[old] === 0) changes.touched[before.components[old]] = 1
  touchMeetings(now, before, { changes, gained })
  return changes
}

/** Two records of a component that are in one unit now, into which at least one of them came. */
function touchMeetings(
  now: RecordPrints,
  { components }: LinkState,
  { changes, gained }: { changes: Changes; gained: ReadonlySet<string> },
): void {
  if (gained.size === 0) return
  const met = new Set<string>()
  for (let record = 0; record < now.keys.length; record++) {
    if (changes.dirty[record] === 1) continue
    const component = components[changes.before[record]]
    for (let u = now.unitStarts[record]; u < now.unitStarts[record + 1]; u++) {
      const meeting = `${component} ${now.units[u]}`
      if (!gained.has(meeting)) continue
      if (met.has(meeting)) changes.touched[component] = 1
      met.add(meeting)
    }
  }
}

/** Both are ascending. A key that stands twice on a side is no sign of anything. */
function matchByKey(now: Float64Array, before: Float64Array): Int32Array {
  const matched = new Int32Array(now.length).fill(-1)
  let old = 0
  for (let record = 0; record < now.length; record++) {
    const key = now[record]
    while (old < before.length && before[old] < key) old++
    const isAlone = now[record - 1] !== key && now[record + 1] !== key && before[old + 1] !== key
    if (before[old] === key && isAlone) matched[record] = old
  }
  return matched
}

/** Units that a record is in and was not in before; null when it has left one. */
function gainedUnits(now: RecordPrints, before: LinkState, [record, old]: [number, number]): number[] | null {
  const more: number[] = []
  let i = now.unitStarts[record]
  let j = before.unitStarts[old]
  while (i < now.unitStarts[record + 1] || j < before.unitStarts[old + 1]) {
    const unit = i < now.unitStarts[record + 1] ? now.units[i] : Infinity
    const known = j < before.unitStarts[old + 1] ? before.units[j] : Infinity
    if (known < unit) return null
    if (unit < known) more.push(unit)
    else j++
    i++
  }
  return more
}
