import { createComparer } from './comparisons.ts'
import defaults from './default-model.json' with { type: 'json' }
import { explainPair, type PairExplanation } from './explain-pair.ts'
import type { LinkInput } from './link-input.ts'
import { createScorer } from './pair-scorer.ts'
import { readFeatures } from './record-features.ts'
import { countValues } from './value-counts.ts'

/**
 * Compares the two records of an input with the weights shipped (default-model.json), for when there is no file to learn from.
 * How common their values are is not known then.
 */
export function compareRecords(input: LinkInput): PairExplanation {
  const features = readFeatures(input)
  const scorer = createScorer(createComparer(features, countValues(features)), defaults, {})
  return explainPair(scorer, 0, 1)
}
