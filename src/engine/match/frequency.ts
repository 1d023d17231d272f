import { NAME } from './compare-names.ts'
import { WORKPLACE } from './compare-workplaces.ts'
import type { Names } from './names.ts'
import type { Features } from './record-features.ts'
import type { Single } from './singles.ts'
import { countSingle, valueBits, type ValueCounts } from './value-counts.ts'

/** What agreement of two records at a level weighs more or less because the value is rare or common, in bits. */
export type Adjustment = (a: number, b: number, level: number) => number

/** The adjustments by field, with what was counted over all records. Fields without one are absent. */
export function frequencyAdjustments(features: Features, counted: ValueCounts): Record<string, Adjustment> {
  const adjustments: Record<string, Adjustment> = {}
  const { people, date, occupation, organisation } = features
  if (people) adjustments.name = nameAdjustment(people, counted)
  if (date) adjustments.date = atBest(date)
  if (occupation) adjustments.occupation = atBest(occupation)
  adjustments.place = placeAdjustment(features)
  const { organisation: houses, desk: desks } = counted
  if (people && organisation && houses) {
    const { desk } = features
    adjustments.workplace = (a, b, level) => {
      if (level === WORKPLACE.organisation && organisation.codes[a] === organisation.codes[b])
        return houses[organisation.codes[a]]
      return level === WORKPLACE.desk && desks && desk ? desks[desk.codes[a]] : 0
    }
  }
  return adjustments
}

function atBest(single: Single): Adjustment {
  const bits = valueBits(countSingle(single))
  return (a, _b, level) => (level === 0 ? bits[single.codes[a]] : 0)
}

function nameAdjustment(people: Names, { family, given }: ValueCounts): Adjustment {
  if (!family || !given) return () => 0
  const single = (name: number): number => people.given[name] || people.family[name]
  return (a, b, level) => {
    const name = people.ofRecord[a]
    switch (level) {
      case NAME.same:
        return family[people.family[name]] + given[people.given[name]]
      case NAME.familySameGivenSimilar:
      case NAME.familySameGivenInitial:
      case NAME.familySameGivenDiffers:
        return family[people.family[name]]
      case NAME.familySimilarGivenSame:
      case NAME.givenSameOnly:
        return given[people.given[name]]
      case NAME.oneWordFound: {
        const other = people.ofRecord[b]
        const alone = people.given[name] === 0 || people.family[name] === 0 ? name : other
        const word = single(alone)
        const isFamily = people.family[alone === name ? other : name] === word
        return isFamily ? family[word] : given[word]
      }
      default:
        return 0
    }
  }
}

function placeAdjustment({ postcode, outward, town }: Features): Adjustment {
  const bitsOf = (single: Single | null): Float64Array | null => single && valueBits(countSingle(single))
  const postcodes = bitsOf(postcode)
  const outwards = bitsOf(outward)
  const towns = bitsOf(town)
  const of = (bits: Float64Array | null, single: Single | null, record: number): number =>
    bits && single ? bits[single.codes[record]] : 0
  return (a, _b, level) => {
    if (level <= 1) return of(postcodes, postcode, a)
    if (level === 3) return of(towns, town, a)
    return level === 2 || level === 4 ? of(outwards, outward, a) : 0
  }
}
