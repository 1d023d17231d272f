import { comparisons } from './comparisons.ts'
import { CLASH_WEIGHT, type PairScorer } from './pair-scorer.ts'
import type { Features } from './record-features.ts'

/** One comparison of two records: what was found, in words, and what it weighs in bits. */
export type Reason = { field: string; label: string; verdict: string; weight: number }

/** A pair's weight with its reasons, strongest first. `probability` = 1 / (1 + 2^-weight). */
export type PairExplanation = { probability: number; weight: number; reasons: Reason[] }

/** Says why two records are, or are not, about one and the same. Positions are canonical. */
export function explainPair(_features: Features, scorer: PairScorer, a: number, b: number): PairExplanation {
  const levels = new Int8Array(scorer.fields.length)
  const weights = new Float64Array(scorer.fields.length)
  scorer.levels(a, b, levels)
  const weight = scorer.score(a, b, weights)
  const reasons: Reason[] = []
  scorer.fields.forEach((field, f) => {
    if (levels[f] < 0) return
    const { label, levels: words } = comparisons.find((comparison) => comparison.field === field)!
    reasons.push({ field, label, verdict: words[levels[f]], weight: round(weights[f]) })
  })
  if (scorer.clashes(a, b)) {
    reasons.push({ field: 'suffix', label: 'Suffix', verdict: 'one is senior, the other junior', weight: CLASH_WEIGHT })
  }
  reasons.sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
  return { probability: round(1 / (1 + 2 ** -weight)), weight: round(weight), reasons }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
