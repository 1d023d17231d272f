import type { ActiveComparison } from './comparisons.ts'
import type { Estimate } from './expectation-maximisation.ts'
import { monotoneWeights } from './monotone-weights.ts'

/** One level of a comparison: how often it occurs among matches (m) and others (u), and what it weighs, in bits. */
export type ModelLevel = { level: string; m?: number; u?: number; weight: number }

/** What the matcher knows, as a table that anybody can read. A pair's weight is `prior` plus a weight for each field. */
export type MatchModel = {
  /** log2 of the odds that two records taken at random are one and the same. */
  prior: number
  fields: { field: string; label: string; levels: ModelLevel[] }[]
}

/** Weights are whole 1024ths of a bit: the last digits of logarithms differ from machine to machine. */
const STEPS_A_BIT = 1024

function whole(bits: number): number {
  return Math.round(bits * STEPS_A_BIT) / STEPS_A_BIT
}

/** Turns estimates into the table of weights. */
export function createModel(active: ActiveComparison[], { lambda, m, u }: Estimate): MatchModel {
  return {
    prior: whole(Math.log2(lambda / (1 - lambda))),
    fields: active.map(({ field, label, levels }, f) => {
      const weights = monotoneWeights(m[f], u[f])
      return {
        field,
        label,
        levels: levels.map((level, l) => ({ level, m: m[f][l], u: u[f][l], weight: whole(weights[l]) })),
      }
    }),
  }
}
