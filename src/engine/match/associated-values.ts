import { learnAssociations, type Associations } from './associations.ts'
import { NAME } from './compare-names.ts'
import type { Adjustment } from './frequency.ts'
import type { MatchModel } from './match-model.ts'
import type { Features } from './record-features.ts'

/** A learned association weighs at most this much more than the same value, in bits. */
const ABOVE_SAME = 3

const PLACE = { sameTown: 3, nothing: 6 } as const

/** Names that differ, and what they are when the given names are known to go together. */
const RAISED: Record<number, number> = {
  [NAME.familySameGivenDiffers]: NAME.familySameGivenSimilar,
  [NAME.familySimilarGivenDiffers]: NAME.familySimilarGivenSimilar,
  [NAME.differs]: NAME.givenSimilarOnly,
}

/**
 * Weighs values that differ by what a first round of clusters shows of them. Null when the records have no field of which
 * that tells enough: places and occupations, of which the same person is said to have several.
 */
export function adjustByAssociation(
  features: Features,
  labels: Uint32Array,
  { model, adjust }: { model: MatchModel; adjust: Record<string, Adjustment> },
): Record<string, Adjustment> | null {
  const { town, occupation, people } = features
  if (town === null && occupation === null) return null
  const adjusted = { ...adjust }
  if (town) {
    const levels = { differs: PLACE.nothing, same: PLACE.sameTown }
    adjusted.place = associate(learnAssociations(town, labels), weightsOf(model, 'place'), levels, adjust.place)
  }
  if (occupation) {
    const jobs = learnAssociations(occupation, labels)
    adjusted.occupation = associate(jobs, weightsOf(model, 'occupation'), { differs: 1, same: 0 }, adjust.occupation)
  }
  if (people) {
    const given = { codes: people.ofRecord.map((name) => people.given[name]), values: people.words }
    adjusted.name = raiseNames(learnAssociations(given, labels), weightsOf(model, 'name'), adjust.name)
  }
  return adjusted
}

/** At the level where values differ, what was learned takes the place of the level's weight: never less than nothing. */
function associate(
  learned: Associations,
  weights: number[],
  { differs, same }: { differs: number; same: number },
  before: Adjustment = none,
): Adjustment {
  return (a, b, level) => {
    const bits = level === differs ? learned(a, b) : null
    if (bits === null) return before(a, b, level)
    return Math.max(0, Math.min(bits, weights[same] + ABOVE_SAME)) - weights[differs]
  }
}

function raiseNames(learned: Associations, weights: number[], before: Adjustment = none): Adjustment {
  return (a, b, level) => {
    const raised = RAISED[level]
    const bits = raised === undefined ? null : learned(a, b)
    if (raised === undefined || bits === null || bits < 0) return before(a, b, level)
    return weights[raised] - weights[level] + before(a, b, raised)
  }
}

function none(): number {
  return 0
}

function weightsOf(model: MatchModel, field: string): number[] {
  return model.fields.find((entry) => entry.field === field)?.levels.map(({ weight }) => weight) ?? []
}
