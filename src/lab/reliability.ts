/** One statement: what confidence it came with (per mille), and whether it is true. */
export type Judged = { confidence: number; right: boolean }

/** A part of the reliability diagram: statements of about the same confidence. Confidence and accuracy are shares from 0 to 1. */
export type ReliabilityBin = { count: number; confidence: number; accuracy: number }

/** How far confidence can be believed. Shares from 0 to 1. */
export type Reliability = {
  count: number
  accuracy: number
  confidence: number
  /** Expected calibration error: the mean distance of confidence from accuracy over the bins, by their counts. */
  ece: number
  /** Mean square of the distance of confidence from what is (Brier 1950). */
  brier: number
  /** The same for a confidence that is the accuracy throughout: what knowing nothing of a statement would give. */
  brierOfNone: number
  bins: ReliabilityBin[]
}

const BINS = 10

/**
 * The reliability diagram in ten bins of equal counts (adaptive bins: Nguyen and O'Connor, EMNLP 2015), its expected calibration
 * error (Naeini, Cooper and Hauskrecht, AAAI 2015) and the Brier score. Statements of the same confidence stand in the same order
 * whatever order they come in, by dealing each bin the mean accuracy of its ties.
 */
export function measureReliability(statements: readonly Judged[]): Reliability {
  const byConfidence = new Map<number, { count: number; right: number }>()
  for (const { confidence, right } of statements) {
    const known = byConfidence.get(confidence) ?? { count: 0, right: 0 }
    byConfidence.set(confidence, { count: known.count + 1, right: known.right + Number(right) })
  }
  const levels = [...byConfidence].sort(([a], [b]) => a - b)
  const count = statements.length
  const sum = (of: (level: number, each: { count: number; right: number }) => number) =>
    levels.reduce((total, [level, each]) => total + of(level / 1000, each), 0) / Math.max(1, count)
  const accuracy = sum((_, each) => each.right)
  const bins = dealBins(levels, count)
  return {
    count,
    accuracy,
    confidence: sum((level, each) => level * each.count),
    ece:
      bins.reduce((total, bin) => total + bin.count * Math.abs(bin.confidence - bin.accuracy), 0) / Math.max(1, count),
    brier: sum((level, each) => each.right * (1 - level) ** 2 + (each.count - each.right) * level ** 2),
    brierOfNone: accuracy * (1 - accuracy),
    bins,
  }
}

function dealBins(levels: [number, { count: number; right: number }][], count: number): ReliabilityBin[] {
  const bins = Array.from({ length: Math.min(BINS, count) }, (_, i, total = Math.min(BINS, count)) => ({
    room: Math.floor(((i + 1) * count) / total) - Math.floor((i * count) / total),
    count: 0,
    confidence: 0,
    right: 0,
  }))
  let at = 0
  for (const [level, each] of levels) {
    for (let left = each.count; left > 0;) {
      const bin = bins[at]
      const taken = Math.min(left, bin.room - bin.count)
      bin.count += taken
      bin.confidence += (taken * level) / 1000
      bin.right += (taken * each.right) / each.count
      left -= taken
      if (bin.count === bin.room) at++
    }
  }
  return bins.map((bin) => ({
    count: bin.count,
    confidence: bin.confidence / bin.count,
    accuracy: bin.right / bin.count,
  }))
}
