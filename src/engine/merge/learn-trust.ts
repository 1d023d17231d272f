import { groupClaims, type Claim, type GroupedClaims } from './claims.ts'
import type { ConfidentField } from './decay.ts'
import { ALONE, plainTrust, sharing, voicesOf, weightOf, weightOfSet, WRONG_VALUES, type Trust } from './trust.ts'

/** Statements that a source is given beforehand, as right as those of an unknown one: little evidence changes little. */
const BEFOREHAND = 40

/** Bounds of what is believed of a source, per mille: nobody is always right, and one that errs mostly still says something. */
const [LEAST, MOST] = [500, 970]

/** Disagreements that two independent sources should have had before their absence says anything. */
const EXPECTED = 8

/** Share of them, per mille, from which on the one is the other's copy and nothing else. */
const WHOLE = 900

/**
 * Share of the expected disagreements, per mille, whose absence makes two sources dependent, round by round. The plainest copies first:
 * once they do not vote together any more, those whom they voted down are believed again, and no longer look alike in their errors.
 */
const MISSING = [Infinity, 950, 900, 800, 700, 600, 600, 600]

/**
 * Learns from agreement alone how far each source is to be believed in each field, and who copies whom.
 * A value is as likely as its sources are reliable, a source as reliable as its values are likely: a few rounds of both
 * (Accu; Dong, Berti-Équille and Srivastava, "Integrating Conflicting Data: The Role of Source Dependence", VLDB 2009). Sources
 * that disagree much more rarely than their errors would have it share their errors: they depend on each other, and a value
 * counts them as one. Sums are of whole numbers, so neither the order of the claims nor the numbers of the sources matter.
 */
export function learnTrust(claims: readonly Claim[], asOf: string | null): Trust {
  const grouped = groupClaims(claims)
  const sources = new Set(grouped.sets.flat()).size
  const pairs = countPairs(grouped)
  let trust: Trust = { ...plainTrust(asOf), sources }
  for (const missing of MISSING) {
    const accuracies = learnAccuracies(grouped, { trust, shared: grouped.sets.map(sharing(trust.ties)) })
    trust = believe(accuracies, { ...trust, ties: learnTies(pairs, { accuracies, missing }) })
  }
  // Anew, now that it is known who copies: what copies voted for at first must not stay believed.
  const { ties } = trust
  const shared = grouped.sets.map(sharing(ties))
  trust = { ...plainTrust(asOf), sources, ties }
  for (let round = 0; round < MISSING.length; round++)
    trust = believe(learnAccuracies(grouped, { trust, shared }), trust)
  return trust
}

function believe(accuracies: Accuracies, trust: Trust): Trust {
  const { weights } = plainTrust()
  for (const [field, bySource] of accuracies)
    for (const [source, accuracy] of bySource) weights[field][source] = weightOf(accuracy)
  return { ...trust, weights }
}

type Accuracies = Map<ConfidentField, Map<number, number>>

/** How often a set of sources, or a source, was right, in thousandths, of how many times. */
type Tally = { right: number; count: number }

/** Per mille, how often each source is right, if values are as likely as `trust` has them. */
function learnAccuracies(
  { sets, groups }: GroupedClaims,
  { trust, shared }: { trust: Trust; shared: number[][] },
): Accuracies {
  const voices = shared.map(voicesOf)
  const fields = new Map<ConfidentField, { weights: number[]; tallies: Tally[] }>()
  for (const { field, said, all, times } of groups) {
    // What a source and its copies say of somebody, nobody confirms.
    if (trust.ties.length > 0 && voices[all] < ALONE) continue
    const own = fields.get(field) ?? {
      weights: sets.map((set, place) => weightOfSet(trust.weights[field], set, shared[place])),
      tallies: sets.map(() => ({ right: 0, count: 0 })),
    }
    fields.set(field, own)
    const likely = likelihoods(said.map((place) => own.weights[place]))
    for (const [i, place] of said.entries()) addTo(own.tallies[place], { right: times * likely[i], count: times })
  }
  return new Map(Array.from(fields, ([field, { tallies }]) => [field, accuraciesOf(sets, tallies)]))
}

/** Parts what is known of sets among their sources. */
function accuraciesOf(sets: number[][], tallies: Tally[]): Map<number, number> {
  const bySource = new Map<number, Tally>()
  for (const [place, tally] of tallies.entries()) {
    if (tally.count === 0) continue
    for (const source of sets[place]) {
      const known = bySource.get(source) ?? { right: 0, count: 0 }
      addTo(known, tally)
      bySource.set(source, known)
    }
  }
  return new Map(
    Array.from(bySource, ([source, { right, count }]) => {
      const accuracy = Math.round((right + 800 * BEFOREHAND) / (count + BEFOREHAND))
      return [source, Math.min(MOST, Math.max(LEAST, accuracy))]
    }),
  )
}

function addTo(tally: Tally, { right, count }: Tally): void {
  tally.right += right
  tally.count += count
}

/** Per mille, how likely each of the values is, one of them or one that nobody says being true. */
function likelihoods(weights: readonly number[]): number[] {
  const most = Math.max(...weights)
  const odds = weights.map((weight) => power((weight - most) / 1000))
  const unsaid = Math.max(1, WRONG_VALUES + 1 - weights.length) * power(-most / 1000)
  const sum = odds.toSorted((a, b) => a - b).reduce((total, each) => total + each, unsaid)
  return odds.map((each) => Math.round((1000 * each) / sum))
}

/** Of two sources, how often both spoke of a thing, by field, and how often they disagreed, in thousandths. */
type Pair = { a: number; b: number; differ: number; met: Map<ConfidentField, number> }

function countPairs({ sets, groups }: GroupedClaims): Pair[] {
  const pairs = new Map<number, Map<number, Pair>>()
  for (const { field, said, times } of groups) {
    for (const [i, a] of said.entries()) {
      for (const [j, b] of said.entries()) {
        for (const one of sets[a]) {
          const own = pairs.get(one) ?? new Map<number, Pair>()
          pairs.set(one, own)
          for (const other of sets[b]) {
            if (one >= other) continue
            const pair = own.get(other) ?? { a: one, b: other, differ: 0, met: new Map() }
            own.set(other, pair)
            pair.differ += i === j ? 0 : 1000 * times
            pair.met.set(field, (pair.met.get(field) ?? 0) + times)
          }
        }
      }
    }
  }
  return [...pairs.values()].flatMap((own) => [...own.values()])
}

type Suspicion = { accuracies: Accuracies; missing: number }

/** Pairs of sources that disagree much less often as their own errors would have it. */
function learnTies(pairs: readonly Pair[], { accuracies, missing: least }: Suspicion): Trust['ties'] {
  return pairs.flatMap(({ a, b, differ, met }) => {
    let expected = 0
    for (const [field, times] of met) {
      const accuracy = (source: number) => accuracies.get(field)?.get(source) ?? 800
      expected += times * (1000 - Math.round((accuracy(a) * accuracy(b)) / 1000))
    }
    const missing = 1000 - Math.round((1000 * differ) / Math.max(1, expected))
    return expected >= 1000 * EXPECTED && missing >= least
      ? [[a, b, missing >= WHOLE ? 1000 : missing] as [number, number, number]]
      : []
  })
}

/** e to the power of x ≤ 0, by squaring: the same on every machine, near enough for odds. */
function power(x: number): number {
  if (x < -30) return 0
  let result = 1 + x / 1024
  for (let i = 0; i < 10; i++) result *= result
  return result
}
