import type { Blocks } from './blocks.ts'
import { findCandidates, findNeighbours, type FoundPairs } from './calibrated-candidates.ts'
import { clusterPairs, type Clustering, type ScoredPairs } from './clustering.ts'
import type { Comparer } from './comparisons.ts'
import type { Decided } from './link-input.ts'
import type { LinkState, RecordPrints } from './link-state.ts'
import type { PairScorer } from './pair-scorer.ts'
import type { Features } from './record-features.ts'
import { findChanges, type Changes } from './touched-records.ts'

type Known = {
  features: Features
  blocks: Blocks
  comparer: Comparer
  scorer: PairScorer
  threshold: number
  decided: Decided | undefined
  isTracked: boolean
  from: number
}

/** What came of it: as from all records at once. `pairs` are those that were weighed. */
export type LinkedAgain = {
  clustering: Clustering
  components: () => Uint32Array
  pairs: ScoredPairs
  compared: number
  /** Which records were looked at (1); null for all. */
  looked: Uint8Array | null
}

/**
 * Links records under a calibration, going on from an earlier linking under the same one: only records that are new or changed, and those that hang
 * together with them, are compared and clustered; whoever nothing touches stays with whom they were. Gives the clusters
 * that linking all of them anew would give, as a pair's weight depends on its two records alone and clusters grow within components of
 * candidates.
 */
export function linkAgain(known: Known, now: RecordPrints, before: LinkState | null): LinkedAgain {
  if (before === null) return linkAmong(known, null)
  const changes = findChanges(now, before)
  touchNeighbours(known, before, changes)
  const isIn = changes.dirty.slice()
  for (let r = 0; r < isIn.length; r++)
    if (isIn[r] === 0 && changes.touched[before.components[changes.before[r]]] === 1) isIn[r] = 1
  const again = linkAmong(known, isIn)
  const rest = { isIn, before: changes.before }
  return {
    ...again,
    clustering: {
      ...again.clustering,
      labels: keepOthers(again.clustering.labels, { ...rest, groups: before.clusters }),
    },
    components: () => keepOthers(again.components(), { ...rest, groups: before.components }),
  }
}

/** A new candidate between a dirty record and another touches the other's component. */
function touchNeighbours(known: Known, before: LinkState, { dirty, touched, before: old }: Changes): void {
  const { a, b, size } = findNeighbours(known, dirty)
  const weights = new Float64Array(known.scorer.fields.length)
  for (let i = 0; i < size; i++) {
    if (dirty[b[i]] === 1 || touched[before.components[old[b[i]]]] === 1) continue
    const [x, y] = [Math.min(a[i], b[i]), Math.max(a[i], b[i])]
    if (known.scorer.score(x, y, weights) >= known.from) touched[before.components[old[b[i]]]] = 1
  }
}

function linkAmong(known: Known, isIn: Uint8Array | null): LinkedAgain {
  const found = findCandidates(known, isIn)
  const pairs = scoreCandidates(found, known)
  return {
    clustering: clusterPairs(known.features, known.scorer, pairs, known),
    components: () => componentsOf(pairs, known),
    pairs,
    compared: found.compared,
    looked: isIn,
  }
}

/** Weighs candidates and keeps those that are near enough. */
export function scoreCandidates(
  { a, b, size }: Pick<FoundPairs, 'a' | 'b' | 'size'>,
  { scorer, from }: Pick<Known, 'scorer' | 'from'>,
): ScoredPairs {
  const weights = new Float64Array(scorer.fields.length)
  const scored = Float32Array.from({ length: size }, (_, i) => scorer.score(a[i], b[i], weights))
  const kept = new Uint32Array(size)
  let count = 0
  for (let i = 0; i < size; i++) if (scored[i] >= from) kept[count++] = i
  const list = kept.subarray(0, count)
  return { a: list.map((i) => a[i]), b: list.map((i) => b[i]), weight: Float32Array.from(list, (i) => scored[i]) }
}

/** For each record the first of those that it hangs together with, through pairs or because people said that they are one. */
export function componentsOf(
  { a, b }: ScoredPairs,
  { features, decided }: Pick<Known, 'features' | 'decided'>,
): Uint32Array {
  const parent = Uint32Array.from({ length: features.count }, (_, i) => i)
  const find = (record: number): number => {
    let root = record
    while (parent[root] !== root) root = parent[root] = parent[parent[root]]!
    return root
  }
  const join = (one: number, other: number): void => {
    const x = find(one)
    const y = find(other)
    if (x < y) parent[y] = x
    else parent[x] = y
  }
  for (let i = 0; i < a.length; i++) join(a[i], b[i])
  for (const group of decided?.one ?? []) for (const record of group) join(group[0], record)
  return parent.map((_, record) => find(record))
}

type Others = { isIn: Uint8Array; before: Int32Array; groups: Uint32Array }

/** Groups of the records that were looked at, and of the others as before: each named by its first record. */
function keepOthers(found: Uint32Array, { isIn, before, groups }: Others): Uint32Array {
  const first = new Int32Array(groups.length).fill(-1)
  return found.map((group, record) => {
    if (isIn[record] === 1) return group
    const old = groups[before[record]]
    if (first[old] < 0) first[old] = record
    return first[old]
  })
}
