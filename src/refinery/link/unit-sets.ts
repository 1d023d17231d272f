/** Lays out (content, unit) pairs, sorted by both, as `unitStarts` and `units`. */
export function unitSets(
  count: number,
  contents: ArrayLike<number>,
  unitNumbers: ArrayLike<number>,
): { unitStarts: Uint32Array; units: Uint32Array } {
  const unitStarts = new Uint32Array(count + 1)
  for (let i = 0; i < contents.length; i++) unitStarts[contents[i] + 1]++
  for (let i = 0; i < count; i++) unitStarts[i + 1] += unitStarts[i]
  return { unitStarts, units: Uint32Array.from(unitNumbers) }
}
