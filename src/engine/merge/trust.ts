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
  const fields = Object.keys(trust.weights) as ConfidentField[]
  const weigh = Object.fromEntries(fields.map((field) => [field, weigher(trust, field)])) as Judge['weigh']
  const voices = sharer(trust.ties, () => 1000)
  return { asOf: trust.asOf, sources: trust.sources, weigh, voices }
}

/** Log-odds in thousandths of a statement by a source that is right so often (per mille, 1–999): ln(n · a / (1 − a)). */
export function weightOf(accuracy: number): number {
  return Math.round(1000 * logarithm((WRONG_VALUES * accuracy) / (1000 - accuracy)))
}

/** Weighs sets of sources in one field. Each source counts for less, the more of the others it depends on: a copy adds nothing. */
export function weigher({ weights, ties }: Trust, field: ConfidentField): (sources: Iterable<number>) => number {
  return sharer(ties, (source) => weights[field][source] ?? UNKNOWN)
}

function sharer(list: Trust['ties'], worth: (source: number) => number): (sources: Iterable<number>) => number {
  const ties = new Map(list.flatMap(([a, b, tie]) => [[`${a} ${b}`, tie] as const, [`${b} ${a}`, tie] as const]))
  return (sources) => {
    const set = [...sources]
    let sum = 0
    for (const source of set) {
      let shared = 1000
      if (ties.size > 0) for (const other of set) shared += ties.get(`${source} ${other}`) ?? 0
      sum += Math.round((worth(source) * 1000) / shared)
    }
    return sum
  }
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
