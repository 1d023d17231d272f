import { canonicalOrder } from './canonical-order.ts'
import { readChannel, type Channel } from './channels.ts'
import { CodePairs } from './code-pairs.ts'
import { hashText } from './hash-text.ts'
import type { LinkInput } from './link-input.ts'
import { readNames, type Names } from './names.ts'
import { joinSingles, readSingle, type Single } from './singles.ts'

/** Everything that comparisons look at, one entry a record in canonical order, each distinct value prepared once. */
export type Features = {
  count: number
  /** Canonical position → record of the caller. */
  order: Uint32Array
  /** Hash of each record's content. */
  contents: Uint32Array
  /** Null when the records are organisations. */
  people: Names | null
  organisation: Single | null
  /** Organisation and department together. */
  desk: Single | null
  email: Channel | null
  phone: Channel | null
  address: Channel | null
  date: Single | null
  postcode: Single | null
  /** The part of a postcode that names a town or a district of one. */
  outward: Single | null
  town: Single | null
  area: Single | null
  gender: Single | null
  occupation: Single | null
  number: Single | null
  /** Which somebody each record is evidently about: family name and first initial, or the organisation. 0 unknown. */
  bearer: Uint32Array
  unitStarts: Uint32Array
  units: Uint32Array
}

/** Prepares an input for comparison. */
export function readFeatures(input: LinkInput): Features {
  const { order, contents } = canonicalOrder(input)
  const people = readNames(input, order)
  const organisation = readSingle(input, ['organisation'], order)
  const unit = readSingle(input, ['unit'], order)
  const postcode = readSingle(input, ['postcode'], order)
  return {
    count: input.count,
    order,
    contents,
    people,
    organisation,
    desk: organisation && unit ? joinSingles(organisation, unit) : null,
    email: readChannel(input, 'email', order),
    phone: readChannel(input, 'phone', order),
    address: readChannel(input, 'address', order),
    date: readSingle(input, ['date'], order),
    postcode,
    outward: postcode ? outwardCodes(postcode) : null,
    town: readSingle(input, ['town', 'place'], order),
    area: readSingle(input, ['area'], order),
    gender: readSingle(input, ['gender'], order),
    occupation: readSingle(input, ['occupation'], order),
    number: readSingle(input, ['number'], order),
    bearer: people ? bearers(people) : (organisation?.codes ?? new Uint32Array(input.count)),
    ...permuteUnits(input, order),
  }
}

/** `SW1P 3DP` → `sw1p`, `19901` → `199`, `4359` → `43`. */
function outwardCodes(postcode: Single): Single {
  const numbers = new Map<string, number>([['', 0]])
  const values = ['']
  const hashes: number[] = [0]
  const to = postcode.values.map((value) => {
    const outward =
      value.length < 4 ? value : /^\d+$/.test(value) ? value.slice(0, value.length === 4 ? 2 : 3) : value.slice(0, -3)
    let number = numbers.get(outward)
    if (number === undefined) {
      number = values.length
      numbers.set(outward, number)
      values.push(outward)
      hashes.push(hashText(outward))
    }
    return number
  })
  return { codes: postcode.codes.map((code) => to[code]), values, hashes: Uint32Array.from(hashes) }
}

function bearers(people: Names): Uint32Array {
  const pairs = new CodePairs()
  const ofName = new Uint32Array(people.count)
  for (let name = 1; name < people.count; name++) {
    const initial = people.words[people.given[name]].charCodeAt(0) || 0
    ofName[name] = pairs.number(people.family[name], initial)
  }
  return people.ofRecord.map((name) => ofName[name])
}

function permuteUnits(input: LinkInput, order: Uint32Array): { unitStarts: Uint32Array; units: Uint32Array } {
  const unitStarts = new Uint32Array(input.count + 1)
  const units = new Uint32Array(input.units.length)
  let size = 0
  for (let i = 0; i < input.count; i++) {
    unitStarts[i] = size
    const record = order[i]
    for (let u = input.unitStarts[record]; u < input.unitStarts[record + 1]; u++) units[size++] = input.units[u]!
  }
  unitStarts[input.count] = size
  return { unitStarts, units }
}
