import { jaroWinkler } from './jaro-winkler.ts'
import { cacheBits, PairCache } from './pair-cache.ts'
import type { Features } from './record-features.ts'
import type { Single } from './singles.ts'

const MISSING = -1

/**
 * Compares where two records are. Levels: 0 postcode and town · 1 postcode · 2 outward code and town · 3 town ·
 * 4 outward code · 5 area · 6 nothing; -1 nothing comparable.
 */
export function placeComparer(features: Features): (a: number, b: number) => number {
  const { postcode, outward, town, area } = features
  const sameTown = town ? textsMeet(town) : () => MISSING
  return (a, b) => {
    const postcodes = outcome(postcode, a, b)
    const towns = sameTown(a, b)
    if (postcodes === 1) return towns === 1 ? 0 : 1
    const outwards = outcome(outward, a, b)
    if (outwards === 1 && towns === 1) return 2
    if (towns === 1) return 3
    if (outwards === 1) return 4
    const areas = outcome(area, a, b)
    if (areas === 1) return 5
    return postcodes === 0 || towns === 0 || areas === 0 ? 6 : MISSING
  }
}

/** 1 equal, 0 different, -1 missing on a side. */
export function outcome(single: Single | null, a: number, b: number): number {
  if (single === null) return MISSING
  const x = single.codes[a]
  const y = single.codes[b]
  if (x === 0 || y === 0) return MISSING
  return x === y ? 1 : 0
}

function textsMeet(single: Single): (a: number, b: number) => number {
  const cache = new PairCache(cacheBits(single.values.length))
  return (a, b) => {
    const result = outcome(single, a, b)
    if (result !== 0) return result
    const x = single.codes[a]
    const y = single.codes[b]
    const low = x < y ? x : y
    const high = x < y ? y : x
    let similar = cache.get(low, high)
    if (similar < 0) {
      similar = jaroWinkler(single.values[low], single.values[high]) >= 0.92 ? 1 : 0
      cache.set(low, high, similar)
    }
    return similar
  }
}
