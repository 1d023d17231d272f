import type { Claim } from './claims.ts'
import type { ConfidentField } from './decay.ts'
import { ALONE, openJudge, plainTrust, weigher, weightOf, WRONG_VALUES, type Trust } from './trust.ts'

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
  const sources = new Set(claims.flatMap(({ said }) => said.flat())).size
  let trust: Trust = { ...plainTrust(asOf), sources }
  for (const missing of MISSING) {
    const accuracies = learnAccuracies(claims, trust)
    trust = believe(accuracies, { ...trust, ties: learnTies(claims, { accuracies, missing }) })
  }
  // Anew, now that it is known who copies: what copies voted for at first must not stay believed.
  const { ties } = trust
  trust = { ...plainTrust(asOf), sources, ties }
  for (let round = 0; round < MISSING.length; round++) trust = believe(learnAccuracies(claims, trust), trust)
  return trust
}

function believe(accuracies: Accuracies, trust: Trust): Trust {
  const { weights } = plainTrust()
  for (const [field, bySource] of accuracies)
    for (const [source, accuracy] of bySource) weights[field][source] = weightOf(accuracy)
  return { ...trust, weights }
}

type Accuracies = Map<ConfidentField, Map<number, number>>

/** Per mille, how often each source is right, if values are as likely as `trust` has them. */
function learnAccuracies(claims: readonly Claim[], trust: Trust): Accuracies {
  const tallies = new Map<ConfidentField, Map<number, { right: number; count: number }>>()
  const weighers = new Map<ConfidentField, ReturnType<typeof weigher>>()
  const { voices } = openJudge(trust)
  for (const { field, said } of claims) {
    // What a source and its copies say of somebody, nobody confirms.
    if (trust.ties.length > 0 && voices(new Set(said.flat())) < ALONE) continue
    const weigh = weighers.get(field) ?? weigher(trust, field)
    weighers.set(field, weigh)
    const likely = likelihoods(said.map(weigh))
    const tally = tallies.get(field) ?? new Map<number, { right: number; count: number }>()
    tallies.set(field, tally)
    for (const [i, sources] of said.entries()) {
      for (const source of sources) {
        const known = tally.get(source) ?? { right: 0, count: 0 }
        tally.set(source, { right: known.right + likely[i], count: known.count + 1 })
      }
    }
  }
  return new Map(
    [...tallies].map(([field, tally]) => [
      field,
      new Map(
        [...tally].map(([source, { right, count }]) => {
          const accuracy = Math.round((right + 800 * BEFOREHAND) / (count + BEFOREHAND))
          return [source, Math.min(MOST, Math.max(LEAST, accuracy))]
        }),
      ),
    ]),
  )
}

/** Per mille, how likely each of the values is, one of them or one that nobody says being true. */
function likelihoods(weights: readonly number[]): number[] {
  const most = Math.max(...weights)
  const odds = weights.map((weight) => power((weight - most) / 1000))
  const unsaid = Math.max(1, WRONG_VALUES + 1 - weights.length) * power(-most / 1000)
  const sum = odds.toSorted((a, b) => a - b).reduce((total, each) => total + each, unsaid)
  return odds.map((each) => Math.round((1000 * each) / sum))
}

type Suspicion = { accuracies: Accuracies; missing: number }

/** Pairs of sources that disagree much less often as their own errors would have it. */
function learnTies(claims: readonly Claim[], { accuracies, missing: least }: Suspicion): Trust['ties'] {
  const pairs = new Map<string, { a: number; b: number; differ: number; expected: number }>()
  for (const { field, said } of claims) {
    const accuracy = (source: number) => accuracies.get(field)?.get(source) ?? 800
    for (const [i, a] of said.entries()) {
      for (const [j, b] of said.entries()) {
        for (const one of a)
          for (const other of b) {
            if (one >= other) continue
            const key = `${one} ${other}`
            const pair = pairs.get(key) ?? { a: one, b: other, differ: 0, expected: 0 }
            pairs.set(key, pair)
            pair.differ += i === j ? 0 : 1000
            pair.expected += 1000 - Math.round((accuracy(one) * accuracy(other)) / 1000)
          }
      }
    }
  }
  return [...pairs.values()].flatMap(({ a, b, differ, expected }) => {
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
