import { comparisons, type Comparer } from './comparisons.ts'
import type { Adjustment } from './frequency.ts'
import type { MatchModel } from './match-model.ts'

/** Weighs pairs of records field by field. */
export type PairScorer = {
  fields: string[]
  prior: number
  /** Fills in the weight of each field, NaN where a side is missing, and returns prior plus their sum, in bits. */
  score: (a: number, b: number, weights: Float64Array) => number
  /** The same with the level of each field (-1 missing). */
  levels: (a: number, b: number, levels: Int8Array) => void
  clashes: (a: number, b: number) => boolean
}

/** A clash of generations (Jr and Sr) weighs this much, whatever else agrees. */
export const CLASH_WEIGHT = -20

/**
 * Weights from a model, adjusted by how rare the agreeing values are, under the desk rule: where the names contradict
 * each other a shared workplace is no evidence, as successors inherit e-mail, telephone and desk.
 */
export function createScorer(comparer: Comparer, model: MatchModel, adjust: Record<string, Adjustment>): PairScorer {
  const { active } = comparer
  const none: Adjustment = () => 0
  const fields = active.map(({ field }) => field)
  const weightsOf = fields.map((field) => levelWeights(model, field))
  const adjustments = fields.map((field) => adjust[field] ?? none)
  const workplace = fields.indexOf('workplace')
  const contradictsFrom = active[0]?.contradictsFrom ?? Infinity
  return {
    fields,
    prior: model.prior,
    clashes: comparer.clashes,
    levels: (a, b, levels) => {
      for (let f = 0; f < active.length; f++) levels[f] = active[f].compare(a, b)
    },
    score: (a, b, weights) => {
      let sum = model.prior
      let contradiction = false
      for (let f = 0; f < active.length; f++) {
        const level = active[f].compare(a, b)
        if (level < 0) {
          weights[f] = NaN
          continue
        }
        if (f === 0 && level >= contradictsFrom) contradiction = true
        let weight = weightsOf[f][level] + adjustments[f](a, b, level)
        if (contradiction && f === workplace && weight > 0) weight = 0
        weights[f] = weight
        sum += weight
      }
      return comparer.clashes(a, b) ? sum + CLASH_WEIGHT : sum
    },
  }
}

function levelWeights(model: MatchModel, field: string): number[] {
  const known = model.fields.find((entry) => entry.field === field)
  if (known) return known.levels.map(({ weight }) => weight)
  return comparisons.find((entry) => entry.field === field)!.levels.map(() => 0)
}
