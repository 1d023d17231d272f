import type { Blocks } from './blocks.ts'
import { hopelessCheck } from './candidate-pairs.ts'
import type { Comparer } from './comparisons.ts'
import { PairList } from './pair-list.ts'
import type { Features } from './record-features.ts'
import { shareUnit } from './shared-units.ts'

type Known = { features: Features; blocks: Blocks; comparer: Comparer }

/** Pairs worth weighing: a < b, ascending in b, as `compareCandidates` finds them. `compared` counts those looked at. */
export type FoundPairs = { a: Uint32Array; b: Uint32Array; size: number; compared: number }

/**
 * The candidates among all records, or among some, where nothing is to be learned from the others: each pair that shares a block, may be one
 * by its names, and is not of one unit or of two generations.
 */
export function findCandidates({ features, blocks, comparer }: Known, isIn: Uint8Array | null): FoundPairs {
  const mayBeOne = pairCheck({ features, comparer })
  const { members, entryStarts, starts, places } = blocks
  const found = new PairList()
  const seen = new Uint32Array(features.count)
  let compared = 0
  for (let b = 1; b < features.count; b++) {
    if (isIn?.[b] === 0) continue
    for (let entry = entryStarts[b]; entry < entryStarts[b + 1]; entry++) {
      for (let place = starts[entry]; place < places[entry]; place++) {
        const a = members[place]
        if (seen[a] === b || isIn?.[a] === 0) continue
        seen[a] = b
        compared++
        if (mayBeOne(a, b)) found.add(a, b)
      }
    }
  }
  return { ...found.trimmed(), compared }
}

/** The candidates of which at least one is in a set, each given as (one of the set, the other), some of them twice. */
export function findNeighbours({ features, blocks, comparer }: Known, isIn: Uint8Array): FoundPairs {
  const mayBeOne = pairCheck({ features, comparer })
  const { members, entryStarts, starts, ends } = blocks
  const found = new PairList()
  const seen = new Uint32Array(features.count)
  let compared = 0
  for (let record = 0; record < features.count; record++) {
    if (isIn[record] === 0) continue
    for (let entry = entryStarts[record]; entry < entryStarts[record + 1]; entry++) {
      for (let place = starts[entry]; place < ends[entry]; place++) {
        const other = members[place]
        if (other === record || seen[other] === record + 1) continue
        seen[other] = record + 1
        compared++
        if (mayBeOne(Math.min(record, other), Math.max(record, other))) found.add(record, other)
      }
    }
  }
  return { ...found.trimmed(), compared }
}

function pairCheck({ features, comparer }: Pick<Known, 'features' | 'comparer'>): (a: number, b: number) => boolean {
  const isHopeless = hopelessCheck(comparer)
  return (a, b) => !isHopeless(a, b) && !comparer.clashes(a, b) && !shareUnit(features, a, b)
}
