import type { Single } from './singles.ts'

/** What two different values of a field say about two records, in bits; null where nothing was learned of them. */
export type Associations = (a: number, b: number) => number | null

/** Clusters that must show two values together: one may be a mistake. */
const CLUSTERS_AT_LEAST = 2
/** A cluster with more different values than this says little of any two of them. */
const VALUES_AT_MOST = 40

/**
 * Learns from clusters which different values of a field go together: a village and its district, a poet and a writer, Isaac
 * and Ike. For two values, log2 of how much more often two records of one cluster show them than two records at
 * random would; each cluster counts once, whatever its size.
 *
 * @param labels the cluster of each record
 */
export function learnAssociations(
  { codes, values }: Pick<Single, 'codes' | 'values'>,
  labels: Uint32Array,
): Associations {
  const size = values.length
  const { together, clusters } = countTogether(codes, labels, size)
  const shares = new Float64Array(size)
  let total = 0
  for (const code of codes) {
    if (code === 0) continue
    shares[code]++
    total++
  }
  const bits = new Map<number, number>()
  for (const [key, { sum, clusters: showing }] of together) {
    if (showing < CLUSTERS_AT_LEAST) continue
    // What the best of them says is not counted, as it may be the mistake.
    const among = (sum * (showing - 1)) / showing / clusters
    const atRandom = (2 * shares[Math.floor(key / size)] * shares[key % size]) / (total * total)
    bits.set(key, Math.log2(among / atRandom))
  }
  return (a, b) => bits.get(keyOf(codes[a], codes[b], size)) ?? null
}

type Together = { sum: number; clusters: number }

/** For each two values, the share of the pairs of records that show them, summed over clusters. */
function countTogether(codes: Uint32Array, labels: Uint32Array, size: number) {
  const together = new Map<number, Together>()
  let clusters = 0
  for (const shown of valuesOfClusters(codes, labels)) {
    let records = 0
    for (const count of shown.values()) records += count
    if (records < 2) continue
    clusters++
    if (shown.size < 2 || shown.size > VALUES_AT_MOST) continue
    const list = [...shown]
    for (let i = 1; i < list.length; i++) {
      for (let j = 0; j < i; j++) {
        const key = keyOf(list[i][0], list[j][0], size)
        const known = together.get(key) ?? { sum: 0, clusters: 0 }
        known.sum += (2 * list[i][1] * list[j][1]) / (records * (records - 1))
        known.clusters++
        together.set(key, known)
      }
    }
  }
  return { together, clusters }
}

/** How many records of each cluster show each value. */
function valuesOfClusters(codes: Uint32Array, labels: Uint32Array): Iterable<Map<number, number>> {
  const clusters = new Map<number, Map<number, number>>()
  for (let record = 0; record < codes.length; record++) {
    const code = codes[record]
    if (code === 0) continue
    const shown = clusters.get(labels[record]) ?? new Map<number, number>()
    shown.set(code, (shown.get(code) ?? 0) + 1)
    clusters.set(labels[record], shown)
  }
  return clusters.values()
}

function keyOf(x: number, y: number, size: number): number {
  return Math.min(x, y) * size + Math.max(x, y)
}
