import { comparisons } from './comparisons.ts'
import type { MatchModel } from './match-model.ts'
import { CLASH_WEIGHT, type PairScorer } from './pair-scorer.ts'
import { findTippings, type Tipping } from './tipping.ts'

/** One comparison of two records: what was found, in words, and what it weighs in bits. */
export type Reason = { field: string; label: string; verdict: string; weight: number }

/** A pair's weight with its reasons, strongest first. `probability` = 1 / (1 + 2^-weight). */
export type PairExplanation = { probability: number; weight: number; reasons: Reason[] }

/** The same with the weight that any two records start from, and what would have turned the judgement. */
export type TieExplanation = PairExplanation & { prior: number; tippings: Tipping[] }

/** Says why two records are, or are not, about one and the same. Positions are canonical. */
export function explainPair(scorer: PairScorer, a: number, b: number): PairExplanation {
  const { outcomes, weight } = weigh(scorer, a, b)
  const reasons: Reason[] = outcomes.map(({ field, level, weight: own }) => {
    const { label, levels } = comparisons.find((comparison) => comparison.field === field)!
    return { field, label, verdict: levels[level], weight: round(own) }
  })
  if (scorer.clashes(a, b)) {
    reasons.push({ field: 'suffix', label: 'Suffix', verdict: 'one is senior, the other junior', weight: CLASH_WEIGHT })
  }
  reasons.sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
  return { probability: round(1 / (1 + 2 ** -weight)), weight: round(weight), reasons }
}

/** The same, and what would have turned it. */
export function explainTie(scorer: PairScorer, model: MatchModel, a: number, b: number): TieExplanation {
  const { outcomes, weight } = weigh(scorer, a, b)
  const tippings = findTippings(model, outcomes, weight).map((each) => ({ ...each, weight: round(each.weight) }))
  return { ...explainPair(scorer, a, b), prior: round(scorer.prior), tippings }
}

function weigh(scorer: PairScorer, a: number, b: number) {
  const levels = new Int8Array(scorer.fields.length)
  const weights = new Float64Array(scorer.fields.length)
  scorer.levels(a, b, levels)
  const weight = scorer.score(a, b, weights)
  const outcomes = scorer.fields.flatMap((field, f) =>
    levels[f] < 0 ? [] : [{ field, level: levels[f], weight: weights[f] }],
  )
  return { outcomes, weight }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
