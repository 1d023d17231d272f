/** Where a band begins and what it is called, smallest first. */
export type Band = { name: string; from: number }

/** The band that holds an amount; of a range, its middle (as factors go); of an open one, its beginning. */
export function findBand(bands: readonly Band[], { min, max }: { min: number; max: number | null }): Band | null {
  // What is more than 10,000 is 10,001 or more.
  const amount = max === null ? min + 1 : min === max ? min : Math.sqrt(Math.max(min, 1) * max)
  return bands.findLast((band) => amount >= band.from) ?? null
}

/** Does one band hold the whole range? */
export function isWithinBand(bands: readonly Band[], { min, max }: { min: number; max: number | null }): boolean {
  if (max === null) return findBand(bands, { min, max }) === bands.at(-1)
  const least = min === max ? min : min + 1
  return findBand(bands, { min: least, max: least }) === findBand(bands, { min: max, max })
}
