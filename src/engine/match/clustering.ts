import type { Features } from './record-features.ts'
import type { Decided } from './link-input.ts'
import { CLASH_WEIGHT, type PairScorer } from './pair-scorer.ts'

/** Scored candidates: `weight[i]` of the pair (a[i], b[i]), in bits. */
export type ScoredPairs = { a: Uint32Array; b: Uint32Array; weight: Float32Array }

/** What clustering came to. */
export type Clustering = {
  /** For each record the smallest record of its cluster. */
  labels: Uint32Array
  /** The pair at which two clusters became one, with their weight then; Infinity for what was decided by hand. */
  joins: Trial[]
  /** Pairs that were tried, in the order of trial, and left two. */
  refusals: Trial[]
}

/** A pair of records whose clusters were weighed. */
export type Trial = { a: number; b: number; weight: number }

type ClusterOptions = {
  threshold: number
  decided?: Decided | undefined
  /** Tell joins and refusals; without, the labels alone. */
  isTracked: boolean
}

/** Farther below the threshold, in bits, a refusal is no doubt and is not told. */
const TOLD_FROM = -4

const MEMBERS_COMPARED = 40

/**
 * Joins records into clusters, best pairs first. Two clusters become one when they share no unit and when what they have
 * shown, field by field, speaks for it: prior + Σ over fields of the mean over i in A (the smaller) of log2 of the mean over
 * j in B of 2^w(i,j) ≥ threshold, over the pairs where the field is present, blocked or not. So the true value is one of
 * those a cluster has shown, and missing values dilute nothing. What people decided comes first: records that are one are
 * joined whatever was compared, also across a unit; what is two never meets, through no chain.
 */
export function clusterPairs(
  features: Features,
  scorer: PairScorer,
  pairs: ScoredPairs,
  { threshold, decided, isTracked }: ClusterOptions,
): Clustering {
  const clusters = new Clusters(features, decided)
  const verdict = new Verdicts(clusters, scorer)
  const joins = clusters.joinDecided(decided)
  const refusals: Trial[] = []
  for (const pair of bestFirst(pairs.weight)) {
    const a = clusters.find(pairs.a[pair])
    const b = clusters.find(pairs.b[pair])
    if (a === b || clusters.refused(a, b) || clusters.areTwo(a, b) || clusters.meetInUnit(a, b)) continue
    const alone = clusters.size[a] === 1 && clusters.size[b] === 1
    const weight = alone ? pairs.weight[pair] : verdict.weigh(a, b)
    const isOne = weight >= threshold
    if (isOne) clusters.join(a, b)
    else if (!alone) clusters.refuse(a, b)
    if (!isTracked || weight < threshold + TOLD_FROM) continue
    const told = isOne ? joins : refusals
    told.push({ a: pairs.a[pair], b: pairs.b[pair], weight })
  }
  return { labels: clusters.labels(), joins, refusals }
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
  /** Sides that a cluster is on: 2d and 2d + 1 are the two of decision d. */
  readonly #sides = new Map<number, Set<number>>()

  constructor(features: Features, decided: Decided | undefined) {
    this.#features = features
    decided?.two.forEach(({ a, b }, d) => {
      for (const record of a) this.#sides.set(record, (this.#sides.get(record) ?? new Set()).add(2 * d))
      for (const record of b) this.#sides.set(record, (this.#sides.get(record) ?? new Set()).add(2 * d + 1))
    })
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

  /** Whether it was decided that the two are two. */
  areTwo(a: number, b: number): boolean {
    const other = this.#sides.get(b)
    if (other) for (const side of this.#sides.get(a) ?? []) if (other.has(side ^ 1)) return true
    return false
  }

  /** Joins what was decided to be one, unless it was decided to be two as well. */
  joinDecided(decided: Decided | undefined): Trial[] {
    const joins: Trial[] = []
    for (const [first, ...others] of decided?.one ?? [])
      for (const other of others) {
        const [a, b] = [this.find(first), this.find(other)]
        if (a === b || this.areTwo(a, b)) continue
        this.join(a, b)
        joins.push({ a: first, b: other, weight: Infinity })
      }
    return joins
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
    const sides = this.#sides.get(other)
    if (sides) this.#sides.set(root, new Set([...(this.#sides.get(root) ?? []), ...sides]))
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
