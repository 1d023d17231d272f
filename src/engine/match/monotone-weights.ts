/**
 * Weights log2(m/u) of ordered levels such that a worse level never weighs more: neighbours that break the order are
 * pooled (pool adjacent violators). Pairs found by one key only would otherwise turn "all names differ" into evidence for a match.
 */
export function monotoneWeights(m: Float64Array, u: Float64Array): Float64Array {
  const pools: { m: number; u: number; size: number }[] = []
  for (let level = 0; level < m.length; level++) {
    let pool = { m: m[level], u: u[level], size: 1 }
    while (pools.length > 0 && pools.at(-1)!.m / pools.at(-1)!.u < pool.m / pool.u) {
      const worse = pools.pop()!
      pool = { m: pool.m + worse.m, u: pool.u + worse.u, size: pool.size + worse.size }
    }
    pools.push(pool)
  }
  const weights = new Float64Array(m.length)
  let level = 0
  for (const pool of pools) {
    const weight = Math.log2(pool.m / pool.u)
    for (let i = 0; i < pool.size; i++) weights[level++] = weight
  }
  return weights
}
