import type { Features } from './record-features.ts'
import { CLASH_WEIGHT, type PairScorer } from './pair-scorer.ts'

/** Scored candidates: `weight[i]` of the pair (a[i], b[i]), in bits. */
export type ScoredPairs = { a: Uint32Array; b: Uint32Array; weight: Float32Array }

const MEMBERS_COMPARED = 40

/**
 * Joins records into clusters, best pairs first. Two clusters become one when they share no unit and when what they have
 * shown, field by field, speaks for it: prior + Σ over fields of the mean over i in A (the smaller) of log2 of the mean over
 * j in B of 2^w(i,j) ≥ threshold, over the pairs where the field is present, blocked or not. So the true value is one of
 * those a cluster has shown, and missing values dilute nothing.
 *
 * @returns for each record the smallest record of its cluster
 */
export function clusterPairs(
  features: Features,
  scorer: PairScorer,
  pairs: ScoredPairs,
  threshold: number,
): Uint32Array {
  const clusters = new Clusters(features)
  const verdict = new Verdicts(clusters, scorer)
  for (const pair of bestFirst(pairs.weight)) {
    const a = clusters.find(pairs.a[pair])
    const b = clusters.find(pairs.b[pair])
    if (a === b || clusters.refused(a, b) || clusters.meetInUnit(a, b)) continue
    const alone = clusters.size[a] === 1 && clusters.size[b] === 1
    const weight = alone ? pairs.weight[pair] : verdict.weigh(a, b)
    if (weight >= threshold) clusters.join(a, b)
    else if (!alone) clusters.refuse(a, b)
  }
  return clusters.labels()
}

/** Positions by falling weight; equal weights (to a 1/4096 bit) in their order. */
function bestFirst(weight: Float32Array): Uint32Array {
  const keys = Float64Array.from(weight, (w, i) => Math.round((1000 - Math.min(w, 1000)) * 4096) * 2 ** 26 + i)
  keys.sort()
  return Uint32Array.from(keys, (key) => key % 2 ** 26)
}

/** Evaluates the clustering rule. */
class Verdicts {
  readonly #clusters: Clusters
  readonly #scorer: PairScorer
  readonly #weights: Float64Array
  readonly #odds: Float64Array
  readonly #present: Float64Array
  readonly #sums: Float64Array
  readonly #counts: Float64Array
  readonly #membersA = new Uint32Array(MEMBERS_COMPARED)
  readonly #membersB = new Uint32Array(MEMBERS_COMPARED)

  constructor(clusters: Clusters, scorer: PairScorer) {
    const fields = scorer.fields.length
    this.#clusters = clusters
    this.#scorer = scorer
    this.#weights = new Float64Array(fields)
    this.#odds = new Float64Array(fields)
    this.#present = new Float64Array(fields)
    this.#sums = new Float64Array(fields)
    this.#counts = new Float64Array(fields)
  }

  weigh(rootA: number, rootB: number): number {
    const { size } = this.#clusters
    const swap = size[rootA] > size[rootB] || (size[rootA] === size[rootB] && rootA > rootB)
    const countA = this.#clusters.members(swap ? rootB : rootA, this.#membersA)
    const countB = this.#clusters.members(swap ? rootA : rootB, this.#membersB)
    this.#sums.fill(0)
    this.#counts.fill(0)
    let clash = false
    for (let i = 0; i < countA; i++) clash = this.#addMember(this.#membersA[i], countB) || clash
    let total = this.#scorer.prior + (clash ? CLASH_WEIGHT : 0)
    for (let f = 0; f < this.#sums.length; f++) if (this.#counts[f] > 0) total += this.#sums[f] / this.#counts[f]
    return total
  }

  #addMember(record: number, countB: number): boolean {
    const fields = this.#weights.length
    this.#odds.fill(0)
    this.#present.fill(0)
    let clash = false
    for (let j = 0; j < countB; j++) {
      const other = this.#membersB[j]
      this.#scorer.score(record, other, this.#weights)
      if (this.#scorer.clashes(record, other)) clash = true
      for (let f = 0; f < fields; f++) {
        const weight = this.#weights[f]
        if (Number.isNaN(weight)) continue
        this.#odds[f] += 2 ** weight
        this.#present[f]++
      }
    }
    for (let f = 0; f < fields; f++) {
      if (this.#present[f] === 0) continue
      this.#sums[f] += Math.log2(this.#odds[f] / this.#present[f])
      this.#counts[f]++
    }
    return clash
  }
}

/** Disjoint sets of records with their members and units, and the joins that were refused. */
class Clusters {
  readonly size: Uint32Array
  readonly #parent: Uint32Array
  /** Members of a cluster as a ring. */
  readonly #next: Uint32Array
  readonly #features: Features
  /** Units of clusters of several records. */
  readonly #units = new Map<number, Uint32Array>()
  readonly #refused = new Map<number, number>()

  constructor(features: Features) {
    this.#features = features
    this.size = new Uint32Array(features.count).fill(1)
    this.#parent = Uint32Array.from(this.size, (_, i) => i)
    this.#next = this.#parent.slice()
  }

  find(record: number): number {
    const parent = this.#parent
    let root = record
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]]!
      root = parent[root]!
    }
    return root
  }

  members(root: number, into: Uint32Array): number {
    let count = 0
    let record = root
    do {
      into[count++] = record
      record = this.#next[record]!
    } while (record !== root && count < into.length)
    return count
  }

  meetInUnit(a: number, b: number): boolean {
    const first = this.#unitsOf(a)
    const second = this.#unitsOf(b)
    let i = 0
    let j = 0
    while (i < first.length && j < second.length) {
      if (first[i] === second[j]) return true
      if (first[i] < second[j]) i++
      else j++
    }
    return false
  }

  /** Whether the two were found apart and neither has changed since. */
  refused(a: number, b: number): boolean {
    return this.#refused.get(this.#pairKey(a, b)) === this.size[a] + this.size[b]
  }

  refuse(a: number, b: number): void {
    this.#refused.set(this.#pairKey(a, b), this.size[a] + this.size[b])
  }

  join(a: number, b: number): void {
    const root = Math.min(a, b)
    const other = Math.max(a, b)
    const units = mergeSorted(this.#unitsOf(a), this.#unitsOf(b))
    this.#units.delete(other)
    if (units.length > 0) this.#units.set(root, units)
    this.#parent[other] = root
    this.size[root] += this.size[other]
    const next = this.#next[root]
    this.#next[root] = this.#next[other]!
    this.#next[other] = next
  }

  labels(): Uint32Array {
    return this.#parent.map((_, record) => this.find(record))
  }

  #pairKey(a: number, b: number): number {
    return Math.min(a, b) * this.size.length + Math.max(a, b)
  }

  #unitsOf(root: number): Uint32Array {
    const { unitStarts, units } = this.#features
    return this.#units.get(root) ?? units.subarray(unitStarts[root], unitStarts[root + 1])
  }
}

function mergeSorted(a: Uint32Array, b: Uint32Array): Uint32Array {
  const merged = new Uint32Array(a.length + b.length)
  let size = 0
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (j === b.length || (i < a.length && a[i] < b[j])) merged[size++] = a[i++]!
    else merged[size++] = b[j++]!
  }
  return merged.subarray(0, size)
}
