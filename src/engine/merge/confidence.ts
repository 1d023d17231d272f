import table from './calibration.json' with { type: 'json' }
import type { ConfidentField } from './decay.ts'
import type { Signs } from './signs.ts'

/** A card of points: what each grade of each sign counts, and which confidence (per mille) begins at which sum of points. */
export type ScoreCard = { points: Record<string, number[]>; steps: [points: number, perMille: number][] }

/** What mail servers said of an address, by the grade of the sign `checked`. */
export const checks = ['none', 'deliverable', 'accept-all', 'undeliverable'] as const

/** How far confidences could be believed in a world that the cards were not fitted on. Shares from 0 to 1. */
export type Calibration = {
  /** Confidences of two editions compare where it is the same. */
  name: string
  /** The world, as `fairlist lab make` makes it; no feeds are all of them. */
  world: { seed: string; people: number; feeds: string[] }
  /** By field; `bins` is the reliability diagram: ten of equal counts, each its count, mean confidence and share of true. */
  fields: Record<
    string,
    { count: number; accuracy: number; confidence: number; ece: number; brier: number; bins: number[][] }
  >
}

/** The calibration in force. */
export const calibration: Calibration = { name: table.name, world: table.world, fields: table.measured }

const cards = table.fields as unknown as Record<ConfidentField, ScoreCard>

/** Probability per mille that a value with these signs is true, as `calibration.json` has it. Sums of whole numbers: the same everywhere. */
export function confidenceOf(field: ConfidentField, signs: Signs): number {
  const confidence = readCard(cards[field], signs)
  return field === 'email' ? afterCheck(confidence, checks[signs['checked'] ?? 0]) : confidence
}

/**
 * What mail servers say comes on top of the card, as the worlds it is fitted on have none: a mailbox that is there leaves a quarter of
 * the doubt, one that is not little hope; a server that takes everything tells nothing.
 */
function afterCheck(confidence: number, check: (typeof checks)[number]): number {
  if (check === 'deliverable') return Math.round(1000 - (1000 - confidence) / 4)
  return check === 'undeliverable' ? Math.round(confidence / 20) : confidence
}

/** What a card says of signs. */
export function readCard({ points, steps }: ScoreCard, signs: Signs): number {
  const sum = sumPoints(points, signs)
  let confidence = steps[0][1]
  for (const [from, perMille] of steps) if (sum >= from) confidence = perMille
  return confidence
}

/** The points of signs; a grade that the card does not have counts as its highest. */
export function sumPoints(points: ScoreCard['points'], signs: Signs): number {
  let sum = 0
  for (const [name, grades] of Object.entries(points)) {
    const at = signs[name]
    if (at !== undefined) sum += grades[Math.min(at, grades.length - 1)] ?? 0
  }
  return sum
}
