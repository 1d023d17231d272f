import { CodePairs } from './code-pairs.ts'
import { NAME } from './compare-names.ts'
import { WORKPLACE } from './compare-workplaces.ts'
import type { Names } from './names.ts'
import type { Features } from './record-features.ts'
import type { Single } from './singles.ts'

const CLIP = 5

/** What agreement of two records at a level weighs more or less because the value is rare or common, in bits. */
export type Adjustment = (a: number, b: number, level: number) => number

/** The adjustments by field. Fields without one are absent. */
export function frequencyAdjustments(features: Features): Record<string, Adjustment> {
  const adjustments: Record<string, Adjustment> = {}
  const { people, date, occupation, organisation, desk } = features
  if (people) adjustments.name = nameAdjustment(people)
  if (date) adjustments.date = atBest(date)
  if (occupation) adjustments.occupation = atBest(occupation)
  adjustments.place = placeAdjustment(features)
  if (people && organisation) {
    const houses = valueBits(counts(organisation))
    const desks = desk ? valueBits(counts(desk)) : null
    adjustments.workplace = (a, b, level) => {
      if (level === WORKPLACE.organisation && organisation.codes[a] === organisation.codes[b])
        return houses[organisation.codes[a]]
      return level === WORKPLACE.desk && desks && desk ? desks[desk.codes[a]] : 0
    }
  }
  return adjustments
}

/**
 * log2(Σf²/f) for each value of share f: how much rarer than the average agreement an agreement on it is, held within
 * ±5 bits. Code 0 (missing) gets 0.
 */
export function valueBits(counted: Float64Array): Float64Array {
  let total = 0
  let squares = 0
  for (let code = 1; code < counted.length; code++) {
    total += counted[code]
    squares += counted[code] * counted[code]
  }
  return counted.map((count, code) => {
    if (code === 0 || count === 0) return 0
    return Math.max(-CLIP, Math.min(CLIP, Math.log2(squares / total / count)))
  })
}

function counts(single: Single): Float64Array {
  const counted = new Float64Array(single.values.length)
  for (const code of single.codes) counted[code]++
  return counted
}

function atBest(single: Single): Adjustment {
  const bits = valueBits(counts(single))
  return (a, _b, level) => (level === 0 ? bits[single.codes[a]] : 0)
}

/** Names are counted over different people (given and family name together), not over records. */
function nameAdjustment(people: Names): Adjustment {
  const families = new Float64Array(people.words.length)
  const givens = new Float64Array(people.words.length)
  const seen = new CodePairs()
  for (let name = 1; name < people.count; name++) {
    const before = seen.size
    if (seen.number(people.given[name], people.family[name]) < before) continue
    families[people.family[name]]++
    givens[people.given[name]]++
  }
  const family = valueBits(families)
  const given = valueBits(givens)
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
  const bitsOf = (single: Single | null): Float64Array | null => single && valueBits(counts(single))
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
