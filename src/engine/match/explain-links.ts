import { createComparer } from './comparisons.ts'
import { explainTie, type TieExplanation } from './explain-pair.ts'
import { frequencyAdjustments } from './frequency.ts'
import type { LinkInput } from './link-input.ts'
import { askedValues, recallCounts, type MatchKnowledge } from './match-knowledge.ts'
import { createScorer } from './pair-scorer.ts'
import { readFeatures } from './record-features.ts'
import type { CountedKind } from './value-counts.ts'

/** Two records, by their number in the input, and what speaks for and against their being one. */
export type Tie = TieExplanation & { a: number; b: number }

/** Weighs a few records as the linking they come from weighed them. */
export type LinkExplainer = {
  /** The ties that hold these records together: of all pairs the best that leave none alone, strongest first. */
  ties: (records: readonly number[]) => Tie[]
  /** The strongest tie between two groups. */
  between: (a: readonly number[], b: readonly number[]) => Tie
}

/** The values that must be known to weigh these records: what to look up before they are explained. */
export function listAskedValues(input: LinkInput): { kind: CountedKind; value: string }[] {
  return [...askedValues(readFeatures(input))]
}

/**
 * Explains records of an earlier linking from what it learned, without its other records. The weights are those of that linking.
 *
 * @param input some of its records, not necessarily all
 */
export function openLinkExplainer(input: LinkInput, knowledge: MatchKnowledge): LinkExplainer {
  const features = readFeatures(input)
  const counted = recallCounts(features, knowledge)
  const { model } = knowledge
  const scorer = createScorer(createComparer(features, counted), model, frequencyAdjustments(features, counted))
  const position = new Uint32Array(features.count)
  features.order.forEach((record, i) => (position[record] = i))
  const weights = new Float64Array(scorer.fields.length)
  const weigh = (a: number, b: number): number => scorer.score(position[a], position[b], weights)
  const explain = (a: number, b: number): Tie => ({ a, b, ...explainTie(scorer, model, position[a], position[b]) })
  return {
    ties: (records) => strongestTree(records, weigh).map(([a, b]) => explain(a, b)),
    between: (a, b) => {
      const pairs = a.flatMap((x) => b.map((y): [number, number, number] => [x, y, weigh(x, y)]))
      const [x, y] = pairs.reduce((best, pair) => (pair[2] > best[2] ? pair : best))
      return explain(x, y)
    },
  }
}

/** The maximum spanning tree of the records by weight (Prim), its edges strongest first. */
function strongestTree(
  records: readonly number[],
  weigh: (a: number, b: number) => number,
): (readonly [number, number])[] {
  const [first, ...others] = records
  const outside = new Map(others.map((record) => [record, { to: first, weight: weigh(first, record) }]))
  const edges: { pair: readonly [number, number]; weight: number }[] = []
  while (outside.size > 0) {
    const [next, tie] = [...outside].reduce((best, each) => (each[1].weight > best[1].weight ? each : best))
    edges.push({ pair: [tie.to, next], weight: tie.weight })
    outside.delete(next)
    for (const [record, known] of outside) {
      const weight = weigh(next, record)
      if (weight > known.weight) outside.set(record, { to: next, weight })
    }
  }
  return edges.toSorted((x, y) => y.weight - x.weight).map(({ pair }) => pair)
}
