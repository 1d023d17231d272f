const DIGIT = 11
const BUCKETS = 2 ** DIGIT

/**
 * Positions of `keys` in ascending order of key; equal keys keep their order (least-significant-digit radix sort).
 * @param keys unsigned 32-bit
 */
export function sortByKey(keys: Uint32Array): Uint32Array {
  const count = keys.length
  let from = new Uint32Array(count)
  let into = new Uint32Array(count)
  for (let i = 0; i < count; i++) from[i] = i
  const starts = new Uint32Array(BUCKETS)
  for (let shift = 0; shift < 32; shift += DIGIT) {
    starts.fill(0)
    for (let i = 0; i < count; i++) starts[(keys[i] >>> shift) & (BUCKETS - 1)]++
    let sum = 0
    for (let digit = 0; digit < BUCKETS; digit++) {
      const size = starts[digit]
      starts[digit] = sum
      sum += size
    }
    for (let i = 0; i < count; i++) {
      const position = from[i]
      const digit = (keys[position] >>> shift) & (BUCKETS - 1)
      into[starts[digit]++] = position
    }
    const other = from
    from = into
    into = other
  }
  return from
}
