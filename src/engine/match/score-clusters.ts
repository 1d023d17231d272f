/** How well clusters agree with the truth: over pairs inside final clusters, and B-cubed (Bagga & Baldwin 1998). */
export type ClusterScores = { precision: number; recall: number; f1: number; b3: number }

/**
 * Scores clusters against the truth.
 * @param clusters cluster of each record, in the order of `truth`
 * @param exclude groups of record positions that may or may not be one in truth: wrong pairs within a group do not count
 */
export function scoreClusters(clusters: Uint32Array, truth: Uint32Array, exclude: number[][] = []): ClusterScores {
  const both = new Map<number, number>()
  const found = new Map<number, number>()
  const real = new Map<number, number>()
  const span = truth.reduce((most, label) => Math.max(most, label), 0) + 1
  const add = (to: Map<number, number>, key: number): unknown => to.set(key, (to.get(key) ?? 0) + 1)
  for (let i = 0; i < truth.length; i++) {
    add(both, clusters[i] * span + truth[i])
    add(found, clusters[i])
    add(real, truth[i])
  }
  const right = pairsOf(both)
  const wrongInGroups = exclude.reduce((sum, group) => sum + wrongPairs(group, clusters, truth), 0)
  const claimed = pairsOf(found) - wrongInGroups
  const wanted = pairsOf(real)
  const precision = claimed > 0 ? right / claimed : 1
  const recall = wanted > 0 ? right / wanted : 1
  let b3Precision = 0
  let b3Recall = 0
  for (const [key, size] of both) {
    b3Precision += (size * size) / found.get(Math.floor(key / span))!
    b3Recall += (size * size) / real.get(key % span)!
  }
  const n = Math.max(1, truth.length)
  return { precision, recall, f1: harmonic(precision, recall), b3: harmonic(b3Precision / n, b3Recall / n) }
}

function pairsOf(sizes: Map<number, number>): number {
  let sum = 0
  for (const size of sizes.values()) sum += (size * (size - 1)) / 2
  return sum
}

function wrongPairs(group: number[], clusters: Uint32Array, truth: Uint32Array): number {
  let wrong = 0
  for (let i = 0; i < group.length; i++) {
    for (let j = 0; j < i; j++) {
      const a = group[i]
      const b = group[j]
      if (clusters[a] === clusters[b] && truth[a] !== truth[b]) wrong++
    }
  }
  return wrong
}

function harmonic(a: number, b: number): number {
  return a + b > 0 ? (2 * a * b) / (a + b) : 0
}
