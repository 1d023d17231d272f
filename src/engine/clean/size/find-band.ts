/** Where a band begins and what it is called, smallest first. */
export type Band = { name: string; from: number }

/** The band that holds an amount; of a range, its middle (as factors go); of an open one, its beginning. */
export function findBand(bands: readonly Band[], { min, max }: { min: number; max: number | null }): Band | null {
  const amount = max === null ? min : min === max ? min : Math.sqrt(Math.max(min, 1) * max)
  return bands.findLast((band) => amount >= band.from) ?? null
}

/** Does one band hold the whole range? */
export function isWithinBand(bands: readonly Band[], { min, max }: { min: number; max: number | null }): boolean {
  const last = bands.at(-1)!
  if (max === null) return min >= last.from
  return findBand(bands, { min, max: min }) === findBand(bands, { min: max, max })
}
