import { comparisons } from './comparisons.ts'
import type { MatchModel } from './match-model.ts'

/** What would have turned a judgement: another outcome of one comparison, and the pair's weight then, in bits. */
export type Tipping = { field: string; label: string; verdict: string; weight: number }

/** One comparison of a pair as it came out. */
type Outcome = { field: string; level: number; weight: number }

/**
 * For each comparison the nearest other outcome with which the two would have been judged the other way, if there is one: what
 * would have kept two records apart, or made them one.
 *
 * @param weight the pair's weight, prior included
 */
export function findTippings(model: MatchModel, outcomes: readonly Outcome[], weight: number): Tipping[] {
  const areOne = weight >= 0
  const found: Tipping[] = []
  for (const { field, level, weight: own } of outcomes) {
    const { label, levels, contradictsFrom } = comparisons.find((comparison) => comparison.field === field)!
    const weights = model.fields.find((entry) => entry.field === field)?.levels ?? []
    const step = areOne ? 1 : -1
    for (let other = level + step; other >= 0 && other < weights.length; other += step) {
      const then =
        weight - own + weights[other].weight - lostWorkplace(outcomes, other >= (contradictsFrom ?? Infinity))
      if (then >= 0 === areOne) continue
      found.push({ field, label, verdict: levels[other], weight: then })
      break
    }
  }
  return found
}

/** What the workplace weighed, when names contradict and it weighs nothing any more. */
function lostWorkplace(outcomes: readonly Outcome[], contradicts: boolean): number {
  return contradicts ? Math.max(0, outcomes.find(({ field }) => field === 'workplace')?.weight ?? 0) : 0
}
