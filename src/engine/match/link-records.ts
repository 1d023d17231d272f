import { adjustByAssociation } from './associated-values.ts'
import { buildBlocks, shareBlock, type Blocks } from './blocks.ts'
import { compareCandidates } from './candidate-pairs.ts'
import { clusterPairs, type ScoredPairs } from './clustering.ts'
import { createComparer } from './comparisons.ts'
import { estimateParameters } from './expectation-maximisation.ts'
import { explainPair, type PairExplanation } from './explain-pair.ts'
import { frequencyAdjustments, type Adjustment } from './frequency.ts'
import { capHomonyms, comparesWorkOnly, withholdMovers } from './homonyms.ts'
import { keepUnits } from './kept-units.ts'
import { componentsOf, linkAgain, scoreCandidates, type LinkedAgain } from './link-again.ts'
import type { LinkInput } from './link-input.ts'
import { printRecords, type LinkState } from './link-state.ts'
import {
  calibratedCounts,
  calibrationOf,
  tellKnowledge,
  type Calibration,
  type MatchKnowledge,
} from './match-knowledge.ts'
import { createModel, type MatchModel } from './match-model.ts'
import { createScorer, type PairScorer } from './pair-scorer.ts'
import { patternCode } from './patterns.ts'
import { readFeatures, type Features } from './record-features.ts'
import { countValues, type ValueCounts } from './value-counts.ts'

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
  /** What later linkings may keep instead of learning it anew: the one that was given, or what this one learned. */
  calibration: Calibration
  /** Tells where the next linking under this calibration may go on from. */
  tellState: () => LinkState
}

export type LinkOptions = {
  progress?: (event: { step: string; done?: number; total?: number; unit?: string }) => void
  /** Weight in bits from which records are one; 0 (the default) is "more likely than not". */
  threshold?: number
  /**
   * Whether to count first who bears a name at how many workplaces before anybody is followed from one to another: for files as they
   * come. Without effect under a calibration.
   */
  homonyms?: boolean
  /** Called when the blocks are built, with the question whether two records meet in one: to measure them. */
  onBlocks?: (meet: (a: number, b: number) => boolean) => void
  /** What an earlier linking of people at work learned: nothing is learned anew. */
  calibration?: Calibration | null
  /** Where the last linking under that calibration ended; the result is the same without it. */
  before?: LinkState | null
}

const TRIED_FROM = -4

/**
 * Finds which records are about one and the same person or organisation. No labels, no configuration: Fellegi–Sunter
 * weights by expectation–maximisation, then clusters by what each cluster has shown (README.md tells the whole method).
 * The result depends on the records' contents only: not on their order, nor on the order or names of units.
 * Records must be distinct in content.
 */
export function linkRecords(input: LinkInput, options: LinkOptions = {}): LinkResult {
  const { progress, threshold = 0, calibration = null, before = null } = options
  progress?.({ step: 'features', total: input.count })
  const features = readFeatures(input)
  const kept = keepUnits(
    features,
    features.order.map((record) => input.weights[record]),
  )
  features.unitStarts = kept.unitStarts
  features.units = kept.units
  progress?.({ step: 'blocks' })
  const blocks = buildBlocks(features, calibration?.blockCap)
  if (options.onBlocks) askBlocks(options.onBlocks, features, blocks)
  const known = { features, blocks, threshold, from: Math.min(TRIED_FROM, threshold) }
  const linked = calibration
    ? linkCalibrated(input, known, { calibration, before, progress })
    : linkAndLearn(input, known, options)
  return present(input, known, linked, {
    records: input.count,
    compared: linked.compared,
    candidates: linked.pairs.weight.length,
    clusters: linked.labels.reduce((sum, label, record) => sum + (label === record ? 1 : 0), 0),
    brokenUnits: kept.broken,
    blockCap: blocks.cap,
  })
}

type Known = { features: Features; blocks: Blocks; threshold: number; from: number }
type Linked = LinkedAgain & {
  counted: ValueCounts
  scorer: PairScorer
  model: MatchModel
  calibration: Calibration | null
}

function askBlocks(ask: NonNullable<LinkOptions['onBlocks']>, { order, count }: Features, blocks: Blocks): void {
  const position = new Uint32Array(count)
  order.forEach((record, at) => (position[record] = at))
  ask((a, b) => shareBlock(blocks, Math.min(position[a], position[b]), Math.max(position[a], position[b])))
}

function linkAndLearn(input: LinkInput, known: Known, { progress, homonyms = false }: LinkOptions): Linked {
  const { features, blocks, threshold } = known
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
    const pairs = scoreCandidates(candidates, { ...known, scorer })
    return { scorer, pairs, labels: clusterPairs(features, scorer, pairs, threshold) }
  }
  const counting = homonyms && comparesWorkOnly(comparer.active)
  const first = cluster(counting ? withholdMovers(adjust) : adjust)
  const associated = counting
    ? (capHomonyms(features, first.labels, { model, adjust }) ?? adjust)
    : adjustByAssociation(features, first.labels, { model, adjust })
  const last = associated ? cluster(associated) : first
  const components = () => componentsOf(last.pairs, features.count)
  return { ...last, components, counted, model, calibration: null, compared: candidates.compared }
}

type Calibrated = { calibration: Calibration; before: LinkState | null; progress: LinkOptions['progress'] }

function linkCalibrated(input: LinkInput, known: Known, { calibration, before, progress }: Calibrated): Linked {
  const { features, blocks } = known
  const { model } = calibration
  const counted = calibratedCounts(features, calibration)
  const comparer = createComparer(features, counted)
  const scorer = createScorer(comparer, model, frequencyAdjustments(features, counted))
  progress?.({ step: 'cluster', total: input.count, unit: 'records' })
  const prints = printRecords(input, features, { counted, shapes: blocks.shapes })
  const again = linkAgain({ ...known, comparer, scorer }, prints, before)
  return { ...again, counted, scorer, model, calibration }
}

/** Back from canonical positions to the caller's record numbers. */
function present(input: LinkInput, { features, blocks }: Known, linked: Linked, stats: LinkStats): LinkResult {
  const { order, count } = features
  const { labels, components, pairs, scorer, model, counted } = linked
  const smallest = new Uint32Array(count).fill(count)
  for (let i = 0; i < count; i++) smallest[labels[i]] = Math.min(smallest[labels[i]], order[i])
  const clusters = new Uint32Array(count)
  const position = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    clusters[order[i]] = smallest[labels[i]]!
    position[order[i]] = i
  }
  const toCaller = (of: Uint32Array): Uint32Array => of.map((record) => order[record])
  const knowledge = tellKnowledge(features, counted, model)
  const learned = { records: count, blockCap: blocks.cap }
  return {
    clusters,
    pairs: { a: toCaller(pairs.a), b: toCaller(pairs.b), weight: pairs.weight },
    stats,
    model,
    knowledge,
    calibration: linked.calibration ?? calibrationOf(tellKnowledge(features, counted, model), learned),
    tellState: () => ({
      ...printRecords(input, features, { counted, shapes: blocks.shapes }),
      components: components(),
      clusters: labels,
    }),
    explain: (a, b) => explainPair(scorer, position[a], position[b]),
  }
}
