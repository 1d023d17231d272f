import type { Clustering, Trial } from './clustering.ts'

/** Two groups of records that are one and were nearly two, or the other way round. */
export type Doubt = {
  /** Records of either side, ascending. */
  a: number[]
  b: number[]
  /** The records, one of each side, at which the two were weighed. */
  pair: readonly [number, number]
  /** Of the two sides, in bits. */
  weight: number
  isOne: boolean
  /** Expected number of rows that are placed wrongly: chance of an error × rows of both sides. */
  worth: number
}

type Ranking = { rows: Uint32Array; threshold: number; most: number }

/** Farther from the threshold, in bits, nothing is doubtful: 1 in 17 and fewer are wrong. */
const NEAR = 4

/**
 * The pairs of clusters near the threshold, just joined and just not, most valuable first; decisions of people are no doubts.
 * The sides of a cluster are what it falls apart into without that join.
 */
export function rankDoubts({ labels, joins, refusals }: Clustering, { rows, threshold, most }: Ranking): Doubt[] {
  if (most === 0) return []
  const rowsOf = new Map<number, number>()
  labels.forEach((label, record) => rowsOf.set(label, (rowsOf.get(label) ?? 0) + rows[record]))
  const near = ({ weight }: Trial) => Math.abs(weight - threshold) <= NEAR
  const worthOf = ({ a, b, weight }: Trial, isOne: boolean) => {
    const error = 1 / (1 + 2 ** Math.abs(weight - threshold))
    return error * ((rowsOf.get(labels[a]) ?? 0) + (isOne ? 0 : (rowsOf.get(labels[b]) ?? 0)))
  }
  const apart = new Map<number, Trial>()
  for (const trial of refusals.filter(near)) {
    const [a, b] = [labels[trial.a], labels[trial.b]]
    // The last word on two clusters is on what they had become by then.
    if (a !== b) apart.set(Math.min(a, b) * labels.length + Math.max(a, b), trial)
  }
  const ranked = [
    ...joins.filter(near).map((trial) => ({ trial, isOne: true, worth: worthOf(trial, true) })),
    ...[...apart.values()].map((trial) => ({ trial, isOne: false, worth: worthOf(trial, false) })),
  ]
    .toSorted((x, y) => y.worth - x.worth || x.trial.a - y.trial.a || x.trial.b - y.trial.b)
    .slice(0, most)
  const asked = new Set(ranked.flatMap(({ trial }) => [labels[trial.a], labels[trial.b]]))
  const joined = neighbours(joins.filter(({ a }) => asked.has(labels[a])))
  return ranked.map(({ trial: { a, b, weight }, isOne, worth }) => ({
    a: reach(joined, a, b),
    b: reach(joined, b, a),
    pair: [a, b],
    weight,
    isOne,
    worth,
  }))
}

function neighbours(joins: readonly Trial[]): Map<number, number[]> {
  const list = new Map<number, number[]>()
  const add = (from: number, to: number) => list.set(from, [...(list.get(from) ?? []), to])
  for (const { a, b } of joins) {
    add(a, b)
    add(b, a)
  }
  return list
}

/** Records that hang together with `start` but for its join with `cut`: joins are a tree. */
function reach(joined: Map<number, number[]>, start: number, cut: number): number[] {
  const found = new Set([start])
  for (const record of found)
    for (const next of joined.get(record) ?? []) if (record !== start || next !== cut) found.add(next)
  return [...found].sort((x, y) => x - y)
}
