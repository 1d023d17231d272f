import type { PatternCode } from './patterns.ts'

const ROUNDS = 60
const PSEUDO = 1
const STEP = 0.5

/** How often each agreement pattern occurs among pairs that may match, and among pairs known not to. */
export type PatternCounts = { unknown: Float64Array; knownNonMatch: Float64Array }

/** What was learned: the share of matches among all pairs, and each level's share among matches (m) and others (u). */
export type Estimate = { lambda: number; m: Float64Array[]; u: Float64Array[] }

type Row = { levels: Int8Array; unknown: number; known: number }

/**
 * Fellegi–Sunter parameters by expectation–maximisation on pattern counts (hundreds of them, not millions of pairs), in the way of
 * Winkler 1988, with the non-matches that are known for certain held fixed. m, u and λ are all re-estimated.
 *
 * @param records how many records the pairs are among: λ starts at 3 / records
 */
export function estimateParameters(code: PatternCode, counts: PatternCounts, records: number): Estimate {
  const rows = collectRows(code, counts)
  const total = rows.reduce((sum, row) => sum + row.unknown + row.known, 0)
  const sizes = code.radices.map((radix) => radix - 1)
  let estimate: Estimate = {
    lambda: Math.min(0.5, 3 / Math.max(records, 6)),
    m: sizes.map((size) => normalise(Float64Array.from({ length: size }, (_, level) => STEP ** level))),
    u: levelShares(sizes, rows, (row) => row.unknown + row.known),
  }
  for (let round = 0; round < ROUNDS; round++) estimate = improve(estimate, rows, sizes, total)
  return estimate
}

function improve(estimate: Estimate, rows: Row[], sizes: number[], total: number): Estimate {
  const posterior = new Map<Row, number>()
  let matches = 0
  for (const row of rows) {
    if (row.unknown === 0) continue
    const share = posteriorOf(estimate, row.levels)
    posterior.set(row, share)
    matches += share * row.unknown
  }
  const matched = (row: Row): number => (posterior.get(row) ?? 0) * row.unknown
  return {
    lambda: Math.min(0.9, Math.max(1e-12, matches / Math.max(total, 1))),
    m: levelShares(sizes, rows, matched),
    u: levelShares(sizes, rows, (row) => row.unknown - matched(row) + row.known),
  }
}

/** Probability that a pair with these levels is a match. */
function posteriorOf({ lambda, m, u }: Estimate, levels: Int8Array): number {
  let odds = lambda / (1 - lambda)
  for (let f = 0; f < levels.length; f++) {
    const level = levels[f]
    if (level >= 0) odds *= m[f][level] / u[f][level]
  }
  return odds / (1 + odds)
}

function levelShares(sizes: number[], rows: Row[], weightOf: (row: Row) => number): Float64Array[] {
  const sums = sizes.map((size) => new Float64Array(size).fill(PSEUDO))
  for (const row of rows) {
    const weight = weightOf(row)
    if (weight === 0) continue
    for (let f = 0; f < sizes.length; f++) if (row.levels[f] >= 0) sums[f][row.levels[f]] += weight
  }
  return sums.map(normalise)
}

function normalise(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0)
  return values.map((value) => value / sum)
}

function collectRows(code: PatternCode, { unknown, knownNonMatch }: PatternCounts): Row[] {
  const rows: Row[] = []
  for (let pattern = 0; pattern < code.size; pattern++) {
    if (unknown[pattern] === 0 && knownNonMatch[pattern] === 0) continue
    const levels = Int8Array.from(code.radices, (_, f) => code.level(pattern, f))
    rows.push({ levels, unknown: unknown[pattern], known: knownNonMatch[pattern] })
  }
  return rows
}
