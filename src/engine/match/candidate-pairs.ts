import { eachPair, shareBlock, type Blocks } from './blocks.ts'
import type { Comparer } from './comparisons.ts'
import type { PatternCounts } from './expectation-maximisation.ts'
import { mixHash } from './hash-text.ts'
import { PairList } from './pair-list.ts'
import type { PatternCode } from './patterns.ts'
import type { Features } from './record-features.ts'
import { seededRandom } from './seeded-random.ts'
import { shareUnit } from './shared-units.ts'

const SAMPLE = 200_000
const SEED = 20260101
const THIN_ABOVE = 2_000_000 // pairs in blocks
const THINNING = 8

/** The candidates worth weighing, with the counts of patterns among all pairs. */
export type Candidates = { a: Uint32Array; b: Uint32Array; size: number; compared: number; counts: PatternCounts }

/**
 * Compares every pair that shares a block, once. Pairs of one unit are counted as known non-matches and a sample of the
 * pairs that share no block stands for all of those; pairs whose generations clash are left out of the counts.
 */
export function compareCandidates(
  features: Features,
  blocks: Blocks,
  comparer: Comparer,
  code: PatternCode,
): Candidates {
  const counts = { unknown: new Float64Array(code.size), knownNonMatch: new Float64Array(code.size) }
  const found = new PairList()
  const isHopeless = hopelessCheck(comparer)
  const thinning = blocks.pairs > THIN_ABOVE ? THINNING : 1
  let compared = 0
  eachPair(features.count, blocks, (a, b) => {
    compared++
    const hopeless = isHopeless(a, b)
    if (hopeless && thinning > 1 && mixHash(a, b) % thinning !== 0) return
    if (comparer.clashes(a, b)) return
    const pattern = code.patternOf(a, b)
    const standsFor = hopeless ? thinning : 1
    if (shareUnit(features, a, b)) {
      counts.knownNonMatch[pattern] += standsFor
      return
    }
    counts.unknown[pattern] += standsFor
    if (!hopeless) found.add(a, b)
  })
  countOthers(features, blocks, code, counts.knownNonMatch, compared)
  return { ...found.trimmed(), compared, counts }
}

/**
 * Where only names and workplaces are compared, a pair whose names contradict can never be a match (the desk rule lets
 * its workplace weigh nothing): it is counted but not kept, and of very many such pairs one in eight is counted for eight.
 */
export function hopelessCheck({ active }: Comparer): (a: number, b: number) => boolean {
  const [first, ...others] = active
  const from = first?.contradictsFrom
  if (from === undefined || first.field !== 'name') return () => false
  if (others.some(({ field }) => field !== 'middle' && field !== 'workplace')) return () => false
  return (a, b) => first.compare(a, b) >= from
}

function countOthers(
  features: Features,
  blocks: Blocks,
  code: PatternCode,
  into: Float64Array,
  compared: number,
): void {
  const { count } = features
  const all = (count * (count - 1)) / 2
  const others = all - compared
  if (others <= 0) return
  const sample = new Float64Array(code.size)
  let taken = 0
  const take = (a: number, b: number): void => {
    if (shareBlock(blocks, a, b)) return
    sample[code.patternOf(a, b)]++
    taken++
  }
  if (all <= SAMPLE) {
    for (let b = 1; b < count; b++) for (let a = 0; a < b; a++) take(a, b)
  } else {
    const random = seededRandom(SEED)
    for (let i = 0; i < SAMPLE; i++) {
      const a = random() % count
      const b = random() % count
      if (a !== b) take(Math.min(a, b), Math.max(a, b))
    }
  }
  if (taken === 0) return
  for (let pattern = 0; pattern < code.size; pattern++) into[pattern] += (sample[pattern] * others) / taken
}
