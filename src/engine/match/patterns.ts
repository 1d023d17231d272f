import type { ActiveComparison, Comparer } from './comparisons.ts'

/**
 * Packs the levels of a pair's comparisons into one whole number (mixed radix; digit 0 = missing, level + 1 else).
 * There are far fewer patterns than pairs: whatever is estimated is estimated on counts of patterns.
 */
export type PatternCode = {
  radices: number[]
  /** How many patterns there can be. */
  size: number
  patternOf: (a: number, b: number) => number
  /** Level of field `f` in a pattern, -1 missing. */
  level: (pattern: number, f: number) => number
}

/** The packing for the active comparisons. */
export function patternCode({ active }: Comparer): PatternCode {
  const radices = active.map((comparison) => comparison.levels.length + 1)
  const strides: number[] = []
  let size = 1
  for (const radix of radices) {
    strides.push(size)
    size *= radix
  }
  return {
    radices,
    size,
    patternOf: (a, b) => pack(active, strides, a, b),
    level: (pattern, f) => (Math.floor(pattern / strides[f]) % radices[f]) - 1,
  }
}

function pack(active: ActiveComparison[], strides: number[], a: number, b: number): number {
  let pattern = 0
  for (let f = 0; f < active.length; f++) pattern += (active[f].compare(a, b) + 1) * strides[f]
  return pattern
}
