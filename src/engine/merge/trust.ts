import type { ConfidentField } from './decay.ts'

/**
 * What was learned of sources, and the day of the edition. Sources are opaque numbers; those that are not listed are `unknown`.
 * Private: it tells of the sources, and stays with the build.
 */
export type Trust = {
  /** ISO date that the edition speaks of; null when nothing is dated. */
  asOf: string | null
  /** Sources that share people with others. */
  sources: number
  /** Weight of each source's statements, by field: log-odds in thousandths. */
  weights: Record<ConfidentField, Record<number, number>>
  /** Pairs of sources that are not independent, and how far, per mille. Each pair once, in any order. */
  ties: [a: number, b: number, perMille: number][]
}

/** What the merge asks of it: weights of sets of sources. */
export type Judge = {
  asOf: string | null
  sources: number
  weigh: Record<ConfidentField, (sources: Iterable<number>) => number>
  /** How many independent sources a set of them comes to, per mille. */
  voices: (sources: Iterable<number>) => number
}

/** Wrong values that could be said in place of each right one (Dong, Berti-Équille and Srivastava 2009). */
export const WRONG_VALUES = 10

/** Voices, per mille, below which a value stands alone: a source and its copy are hardly more than one. */
export const ALONE = 1500

/** Weight of a source of which nothing was learned: as of one that is right four times of five. */
const UNKNOWN = weightOf(800)

/** Nothing learned: every source is like the others. */
export function plainTrust(asOf: string | null = null): Trust {
  return {
    asOf,
    sources: 0,
    weights: { name: {}, title: {}, company: {}, email: {}, phone: {}, address: {} },
    ties: [],
  }
}

/** Makes the judge of a trust. Without a trust, every source weighs the same. */
export function openJudge(trust: Trust = plainTrust()): Judge {
  const shared = sharing(trust.ties)
  const weigh = Object.fromEntries(
    Object.entries(trust.weights).map(([field, weights]) => [
      field,
      (sources: Iterable<number>) => {
        const set = [...sources]
        return weightOfSet(weights, set, shared(set))
      },
    ]),
  ) as Judge['weigh']
  const voices = (sources: Iterable<number>) => voicesOf(shared([...sources]))
  return { asOf: trust.asOf, sources: trust.sources, weigh, voices }
}

/** Log-odds in thousandths of a statement by a source that is right so often (per mille, 1–999): ln(n · a / (1 − a)). */
export function weightOf(accuracy: number): number {
  return Math.round(1000 * logarithm((WRONG_VALUES * accuracy) / (1000 - accuracy)))
}

/**
 * Of each source of a set, how much of it the others share, per mille: 1000 of one that depends on none of them, so much more for
 * each that it depends on.
 */
export function sharing(list: Trust['ties']): (sources: readonly number[]) => number[] {
  const ties = new Map<number, Map<number, number>>()
  for (const [a, b, tie] of list) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ])
      ties.set(one, (ties.get(one) ?? new Map<number, number>()).set(other, tie))
  }
  return (sources) =>
    sources.map((source) => {
      const own = ties.get(source)
      return own ? sources.reduce((sum, other) => sum + (own.get(other) ?? 0), 1000) : 1000
    })
}

/** What a set of sources weighs in one field. Each counts for less, the more of the others it depends on: a copy adds nothing. */
export function weightOfSet(weights: Record<number, number>, sources: readonly number[], shared: number[]): number {
  return sources.reduce((sum, source, i) => sum + share(weights[source] ?? UNKNOWN, shared[i]), 0)
}

/** How many independent sources a set comes to, per mille. */
export function voicesOf(shared: readonly number[]): number {
  return shared.reduce((sum, each) => sum + share(1000, each), 0)
}

function share(worth: number, shared: number): number {
  return Math.round((worth * 1000) / shared)
}

/** Natural logarithm by halving and the series of artanh: only +, −, × and ÷ on doubles, the same on every machine. */
function logarithm(x: number): number {
  let [rest, halvings] = [x, 0]
  for (; rest > 1.5; halvings++) rest /= 2
  for (; rest < 0.75; halvings--) rest *= 2
  const z = (rest - 1) / (rest + 1)
  let [sum, power] = [0, z]
  for (let i = 1; i < 40; i += 2) {
    sum += power / i
    power *= z * z
  }
  return 2 * sum + halvings * Math.LN2
}
