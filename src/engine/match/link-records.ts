import { adjustByAssociation } from './associated-values.ts'
import { buildBlocks, shareBlock, type Blocks } from './blocks.ts'
import { compareCandidates } from './candidate-pairs.ts'
import { clusterPairs, type Clustering, type ScoredPairs } from './clustering.ts'
import { createComparer } from './comparisons.ts'
import { estimateParameters } from './expectation-maximisation.ts'
import { explainPair, type PairExplanation } from './explain-pair.ts'
import { frequencyAdjustments, type Adjustment } from './frequency.ts'
import { capHomonyms, comparesWorkOnly, withholdMovers } from './homonyms.ts'
import { keepUnits } from './kept-units.ts'
import { componentsOf, linkAgain, scoreCandidates, type LinkedAgain } from './link-again.ts'
import type { Decided, LinkInput } from './link-input.ts'
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
import { rankDoubts, type Doubt } from './rank-doubts.ts'
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
  /** What was nearly decided otherwise, most valuable first: as many as were asked for. */
  doubts: Doubt[]
  /** Which records were looked at again (1); null for all of them. Doubts and pairs are of these. */
  looked: Uint8Array | null
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
  /** How many doubtful pairs of clusters to tell (default: none). */
  doubts?: number
}

const TRIED_FROM = -4

/**
 * Finds which records are about one and the same person or organisation. No labels, no configuration: Fellegi–Sunter
 * weights by expectation–maximisation, then clusters by what each cluster has shown (README.md tells the whole method).
 * The result depends on the records' contents only: not on their order, nor on the order or names of units.
 * Records must be distinct in content.
 */
export function linkRecords(input: LinkInput, options: LinkOptions = {}): LinkResult {
  const { progress, threshold = 0, calibration = null, before = null, doubts = 0 } = options
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
  const decided = inCanonicalOrder(input.decided, features.order)
  const known = { features, blocks, threshold, decided, from: Math.min(TRIED_FROM, threshold), isTracked: doubts > 0 }
  const linked = calibration
    ? linkCalibrated(input, known, { calibration, before, progress })
    : linkAndLearn(input, known, options)
  const { labels } = linked.clustering
  const stats = {
    records: input.count,
    compared: linked.compared,
    candidates: linked.pairs.weight.length,
    clusters: labels.reduce((sum, label, record) => sum + (label === record ? 1 : 0), 0),
    brokenUnits: kept.broken,
    blockCap: blocks.cap,
  }
  const trials = toCaller(linked.clustering, features.order)
  const ranked = rankDoubts(trials, { rows: input.weights, threshold, most: doubts })
  return { ...present(input, known, linked), stats, doubts: ranked }
}

type Known = {
  features: Features
  blocks: Blocks
  threshold: number
  decided: Decided | undefined
  from: number
  isTracked: boolean
}
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
  const { features, blocks } = known
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
    return { scorer, pairs, clustering: clusterPairs(features, scorer, pairs, known) }
  }
  const counting = homonyms && comparesWorkOnly(comparer.active)
  const first = cluster(counting ? withholdMovers(adjust) : adjust)
  const associated = counting
    ? (capHomonyms(features, first.clustering.labels, { model, adjust }) ?? adjust)
    : adjustByAssociation(features, first.clustering.labels, { model, adjust })
  const last = associated ? cluster(associated) : first
  const components = () => componentsOf(last.pairs, known)
  return { ...last, components, looked: null, counted, model, calibration: null, compared: candidates.compared }
}

/** Decisions by canonical position, in an order that depends on nothing else. */
function inCanonicalOrder(decided: Decided | undefined, order: Uint32Array): Decided | undefined {
  if (!decided) return undefined
  const position = new Uint32Array(order.length)
  order.forEach((record, i) => (position[record] = i))
  const sorted = (records: readonly number[]) => records.map((record) => position[record]).sort((a, b) => a - b)
  return {
    one: decided.one.map(sorted).sort(byNumbers),
    two: decided.two.map(({ a, b }) => ({ a: sorted(a), b: sorted(b) })),
  }
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => number !== b[i])
  return at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1)
}

/** A clustering of canonical positions as one of the caller's record numbers; labels are any record of the cluster. */
function toCaller({ labels, joins, refusals }: Clustering, order: Uint32Array): Clustering {
  const own = new Uint32Array(labels.length)
  labels.forEach((label, i) => (own[order[i]] = order[label]))
  const move = ({ a, b, weight }: Clustering['joins'][number]) => ({ a: order[a], b: order[b], weight })
  return { labels: own, joins: joins.map(move), refusals: refusals.map(move) }
}

type Calibrated = { calibration: Calibration; before: LinkState | null; progress: LinkOptions['progress'] }

function linkCalibrated(input: LinkInput, known: Known, { calibration, before, progress }: Calibrated): Linked {
  const { features, blocks } = known
  const { model } = calibration
  const counted = calibratedCounts(features, calibration)
  const comparer = createComparer(features, counted)
  const scorer = createScorer(comparer, model, frequencyAdjustments(features, counted))
  progress?.({ step: 'cluster', total: input.count, unit: 'records' })
  const prints = printRecords(input, features, { counted, shapes: blocks.shapes, decided: known.decided })
  const again = linkAgain({ ...known, comparer, scorer }, prints, before)
  return { ...again, counted, scorer, model, calibration }
}

/** Back from canonical positions to the caller's record numbers. */
function present(input: LinkInput, known: Known, linked: Linked): Omit<LinkResult, 'doubts' | 'stats'> {
  const { features, blocks, decided } = known
  const { order, count } = features
  const { labels } = linked.clustering
  const { components, looked, pairs, scorer, model, counted } = linked
  const smallest = new Uint32Array(count).fill(count)
  for (let i = 0; i < count; i++) smallest[labels[i]] = Math.min(smallest[labels[i]], order[i])
  const clusters = new Uint32Array(count)
  const position = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    clusters[order[i]] = smallest[labels[i]]!
    position[order[i]] = i
  }
  const numbers = (of: Uint32Array): Uint32Array => of.map((record) => order[record])
  const knowledge = tellKnowledge(features, counted, model)
  const learned = { records: count, blockCap: blocks.cap }
  return {
    clusters,
    pairs: { a: numbers(pairs.a), b: numbers(pairs.b), weight: pairs.weight },
    looked: looked && Uint8Array.from(position, (at) => looked[at]),
    model,
    knowledge,
    calibration: linked.calibration ?? calibrationOf(tellKnowledge(features, counted, model), learned),
    tellState: () => ({
      ...printRecords(input, features, { counted, shapes: blocks.shapes, decided }),
      components: components(),
      clusters: labels,
    }),
    explain: (a, b) => explainPair(scorer, position[a], position[b]),
  }
}
