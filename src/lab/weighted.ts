import type { Random } from './random.ts'

/** Something to draw from, each entry as often as its weight says. */
export type Weighted<T> = { pick(random: Random): T; share(value: T): number }

/** Makes a draw from entries with weights > 0 (any scale). */
export function createWeighted<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  const ends = new Float64Array(entries.length)
  let total = 0
  entries.forEach(([, weight], index) => (ends[index] = total += weight))
  const shares = new Map(entries.map(([value, weight]) => [value, weight / total]))
  return {
    pick: (random) => (entries[findEnd(ends, random.unit() * total)] as [T, number])[0],
    share: (value) => shares.get(value) ?? 0,
  }
}

/** Entries in order of frequency, weighted as Zipf and Mandelbrot found names to be: 1 / (rank + offset). */
export function createZipf<T>(values: readonly T[], offset: number): Weighted<T> {
  return createWeighted(values.map((value, rank) => [value, 1 / (rank + 1 + offset)] as const))
}

/** Reads `value*weight;value*weight`; a missing weight is 1. */
export function parseWeighted(text: string, separator: string): [string, number][] {
  return text.split(separator).map((entry) => {
    const star = entry.lastIndexOf('*')
    return star < 0 ? [entry, 1] : [entry.slice(0, star), Number(entry.slice(star + 1))]
  })
}

/** As `findEnd`, for long lists: a guide says between which two ends each of so many equal parts of the way begins and ends. */
export function createEndFinder(ends: Float64Array): (point: number) => number {
  const parts = ends.length
  const total = ends[ends.length - 1]
  const guide = new Uint32Array(parts + 1)
  for (let part = 0, at = 0; part <= parts; part++) {
    while (at < ends.length - 1 && ends[at] <= (part / parts) * total) at++
    guide[part] = at
  }
  return (point) => {
    const part = Math.min(parts - 1, Math.floor((point / total) * parts))
    return findEnd(ends, point, {
      low: Math.max(0, guide[part] - 1),
      high: Math.min(ends.length - 1, guide[part + 1] + 1),
    })
  }
}

/** The first index whose end lies above the point, in an ascending list of ends. */
export function findEnd(ends: Float64Array, point: number, within = { low: 0, high: ends.length - 1 }): number {
  let { low, high } = within
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle] > point) high = middle
    else low = middle + 1
  }
  return low
}
