import type { Channel } from './channels.ts'
import { CodePairs } from './code-pairs.ts'
import type { Names } from './names.ts'
import type { Features } from './record-features.ts'
import type { Single } from './singles.ts'

const CLIP = 5
/** Bits are whole 1024ths, as in the model. */
const STEPS_A_BIT = 1024
const NAMES_OF_ONE = 2
const NAMES_OF_GROUP = 6

/** A contact detail seen with one or two people. */
export const OWN = 0
/** A contact detail seen with a few people. */
export const GROUP = 1
const CROWD = 2

/**
 * What was counted of each value over all the records, by code: for names and organisations how many bits more or less
 * agreement on it weighs as it is rare or common, for contact details with how many people they were seen (OWN, GROUP or more).
 * Null where the records have no such field.
 */
export type ValueCounts = {
  family: Float64Array | null
  given: Float64Array | null
  organisation: Float64Array | null
  desk: Float64Array | null
  email: Uint8Array | null
  phone: Uint8Array | null
  address: Uint8Array | null
}

/** Which values a count is about. */
export type CountedKind = keyof ValueCounts

/** Counts the values of all records. */
export function countValues(features: Features): ValueCounts {
  const { people, organisation, desk, email, phone, address, bearer } = features
  const names = people && countNames(people)
  const ofPeople = (single: Single | null) => (people && single ? valueBits(countSingle(single)) : null)
  return {
    family: names && valueBits(names.families),
    given: names && valueBits(names.givens),
    organisation: ofPeople(organisation),
    desk: ofPeople(desk),
    email: email && spread(email, bearer),
    phone: phone && spread(phone, bearer),
    address: address && spread(address, bearer),
  }
}

/** The texts of the values of a kind, by code, as they are counted. */
export function countedTexts(features: Features, kind: CountedKind): readonly string[] {
  if (kind === 'family' || kind === 'given') return features.people?.words ?? []
  return features[kind]?.values ?? []
}

/** Names are counted over different people (given and family name together), not over records. */
function countNames(people: Names): { families: Float64Array; givens: Float64Array } {
  const families = new Float64Array(people.words.length)
  const givens = new Float64Array(people.words.length)
  const seen = new CodePairs()
  for (let name = 1; name < people.count; name++) {
    const before = seen.size
    if (seen.number(people.given[name], people.family[name]) < before) continue
    families[people.family[name]]++
    givens[people.given[name]]++
  }
  return { families, givens }
}

/** How many records hold each value. */
export function countSingle(single: Single): Float64Array {
  const counted = new Float64Array(single.values.length)
  for (const code of single.codes) counted[code]++
  return counted
}

/**
 * log2(Σf²/f) for each value of share f: how much rarer than the average agreement an agreement on it is, held within
 * ±5 bits. A value that was never counted is taken for one seen once; code 0 (missing) gets 0.
 */
export function valueBits(counted: Float64Array): Float64Array {
  let total = 0
  let squares = 0
  for (let code = 1; code < counted.length; code++) {
    total += counted[code]
    squares += counted[code] * counted[code]
  }
  return counted.map((count, code) => {
    if (code === 0 || total === 0) return 0
    const bits = Math.log2(squares / total / Math.max(count, 1))
    return Math.max(-CLIP, Math.min(CLIP, Math.round(bits * STEPS_A_BIT) / STEPS_A_BIT))
  })
}

/** For each value of a channel, with how many different people it has been seen. */
function spread(channel: Channel, bearer: Uint32Array): Uint8Array {
  const seen = new CodePairs()
  const bearers = new Uint32Array(channel.values.length)
  for (let i = 0; i < bearer.length; i++) {
    if (bearer[i] === 0) continue
    for (let c = channel.starts[i]; c < channel.starts[i + 1]; c++) {
      const before = seen.size
      const code = channel.codes[c]
      if (seen.number(code, bearer[i]) >= before) bearers[code]++
    }
  }
  return Uint8Array.from(bearers, (count) => (count <= NAMES_OF_ONE ? OWN : count <= NAMES_OF_GROUP ? GROUP : CROWD))
}
