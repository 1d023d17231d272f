import { adjustByAssociation } from './associated-values.ts'
import { buildBlocks } from './blocks.ts'
import { compareCandidates, type Candidates } from './candidate-pairs.ts'
import { clusterPairs, type ScoredPairs } from './clustering.ts'
import { createComparer } from './comparisons.ts'
import { estimateParameters } from './expectation-maximisation.ts'
import { explainPair, type PairExplanation } from './explain-pair.ts'
import { frequencyAdjustments, type Adjustment } from './frequency.ts'
import { keepUnits } from './kept-units.ts'
import type { LinkInput } from './link-input.ts'
import { tellKnowledge, type MatchKnowledge } from './match-knowledge.ts'
import { createModel, type MatchModel } from './match-model.ts'
import { createScorer, type PairScorer } from './pair-scorer.ts'
import { patternCode } from './patterns.ts'
import { readFeatures, type Features } from './record-features.ts'
import { countValues } from './value-counts.ts'

/** How a linking went: what was compared, and what came of it. */
export type LinkStats = {
  records: number
  /** Pairs that shared a block and were compared. */
  compared: number
  /** Pairs near enough to a match to be tried, `pairs` of the result. */
  candidates: number
  clusters: number
  /** Units left out because they list people more than once. */
  brokenUnits: number
  /** The largest block that was compared as a whole. */
  blockCap: number
}

export type LinkResult = {
  /** For each record the smallest record number of its cluster. */
  clusters: Uint32Array
  /** Candidates with their weight in bits; ≥ 0 means more likely one and the same than not. */
  pairs: ScoredPairs
  stats: LinkStats
  model: MatchModel
  /** What was compared between two records, and how each comparison counted. */
  explain: (a: number, b: number) => PairExplanation
  /** What was learned, to weigh some of the records again later. */
  knowledge: MatchKnowledge
}

export type LinkOptions = {
  progress?: (event: { step: string; done?: number; total?: number; unit?: string }) => void
  /** Weight in bits from which records are one; 0 (the default) is "more likely than not". */
  threshold?: number
}

const TRIED_FROM = -4

/**
 * Finds which records are about one and the same person or organisation. No labels, no configuration: Fellegi–Sunter
 * weights by expectation–maximisation, then clusters by what each cluster has shown (README.md tells the whole method).
 * The result depends on the records' contents only: not on their order, nor on the order or names of units.
 * Records must be distinct in content.
 */
export function linkRecords(input: LinkInput, options: LinkOptions = {}): LinkResult {
  const { progress, threshold = 0 } = options
  progress?.({ step: 'features', total: input.count })
  const features = readFeatures(input)
  const kept = keepUnits(
    features,
    features.order.map((record) => input.weights[record]),
  )
  features.unitStarts = kept.unitStarts
  features.units = kept.units
  progress?.({ step: 'blocks' })
  const blocks = buildBlocks(features)
  const counted = countValues(features)
  const comparer = createComparer(features, counted)
  const code = patternCode(comparer)
  progress?.({ step: 'compare', total: blocks.pairs, unit: 'pairs' })
  const candidates = compareCandidates(features, blocks, comparer, code)
  progress?.({ step: 'estimate' })
  const model = createModel(comparer.active, estimateParameters(code, candidates.counts, input.count))
  const adjust = frequencyAdjustments(features, counted)
  progress?.({ step: 'cluster', total: candidates.size, unit: 'pairs' })
  const cluster = (weighing: Record<string, Adjustment>) => {
    const scorer = createScorer(comparer, model, weighing)
    const pairs = scoreCandidates(candidates, scorer, Math.min(TRIED_FROM, threshold))
    return { scorer, pairs, labels: clusterPairs(features, scorer, pairs, threshold) }
  }
  const first = cluster(adjust)
  const associated = adjustByAssociation(features, first.labels, { model, adjust })
  const { scorer, pairs, labels } = associated ? cluster(associated) : first
  return present(features, labels, pairs, scorer, tellKnowledge(features, counted, model), {
    records: input.count,
    compared: candidates.compared,
    candidates: pairs.weight.length,
    clusters: labels.reduce((sum, label, record) => sum + (label === record ? 1 : 0), 0),
    brokenUnits: kept.broken,
    blockCap: blocks.cap,
  })
}

function scoreCandidates({ a, b, size }: Candidates, scorer: PairScorer, from: number): ScoredPairs {
  const weights = new Float64Array(scorer.fields.length)
  const scored = Float32Array.from({ length: size }, (_, i) => scorer.score(a[i], b[i], weights))
  const kept = new Uint32Array(size)
  let count = 0
  for (let i = 0; i < size; i++) if (scored[i] >= from) kept[count++] = i
  const list = kept.subarray(0, count)
  return { a: list.map((i) => a[i]), b: list.map((i) => b[i]), weight: Float32Array.from(list, (i) => scored[i]) }
}

/** Back from canonical positions to the caller's record numbers. */
function present(
  features: Features,
  labels: Uint32Array,
  pairs: ScoredPairs,
  scorer: PairScorer,
  knowledge: MatchKnowledge,
  stats: LinkStats,
): LinkResult {
  const { order, count } = features
  const smallest = new Uint32Array(count).fill(count)
  for (let i = 0; i < count; i++) smallest[labels[i]] = Math.min(smallest[labels[i]], order[i])
  const clusters = new Uint32Array(count)
  const position = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    clusters[order[i]] = smallest[labels[i]]!
    position[order[i]] = i
  }
  const toCaller = (of: Uint32Array): Uint32Array => of.map((record) => order[record])
  return {
    clusters,
    pairs: { a: toCaller(pairs.a), b: toCaller(pairs.b), weight: pairs.weight },
    stats,
    model: knowledge.model,
    knowledge,
    explain: (a, b) => explainPair(scorer, position[a], position[b]),
  }
}
