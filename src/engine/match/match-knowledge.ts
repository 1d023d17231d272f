import type { MatchModel } from './match-model.ts'
import type { Features } from './record-features.ts'
import { countedTexts, countValues, type CountedKind, type ValueCounts } from './value-counts.ts'

/** What a linking knew of one value: the bits that agreement on it adds, or how many people a contact detail was seen with. */
export type KnownValue = { kind: CountedKind; value: string; number: number }

/** What a linking learned from all its records: enough to weigh any two of them again without the others. */
export type MatchKnowledge = {
  model: MatchModel
  /** For each kind, the number of values that are not listed: those seen once, or with one or two people. */
  ordinary: Partial<Record<CountedKind, number>>
  /** The values that are not ordinary. */
  values: Iterable<KnownValue>
}

/**
 * What a linking learned and later ones keep, so that a small delivery does not change the weights under everybody: until it is
 * renewed, the same records give the same clusters whether they came at once or one after the other.
 */
export type Calibration = MatchKnowledge & {
  /** Records that it was learned from. */
  records: number
  /** Largest block that is compared as a whole. */
  blockCap: number
}

/** Kinds whose numbers a calibration fixes. With how many people a contact detail is seen is counted anew each time. */
const FIXED: CountedKind[] = ['family', 'given', 'organisation', 'desk']

/** The part of what a linking learned that later ones keep. */
export function calibrationOf(
  knowledge: MatchKnowledge,
  { records, blockCap }: { records: number; blockCap: number },
): Calibration {
  const { model, ordinary, values } = knowledge
  const fixed = new Set<string>(FIXED)
  const kept = Object.fromEntries(Object.entries(ordinary).filter(([kind]) => fixed.has(kind)))
  return { model, ordinary: kept, values: onlyOf(values, fixed), records, blockCap }
}

function* onlyOf(values: Iterable<KnownValue>, kinds: ReadonlySet<string>): Generator<KnownValue> {
  for (const value of values) if (kinds.has(value.kind)) yield value
}

/** The counts of an input under a calibration: names and organisations as it has them, contact details as they are now. */
export function calibratedCounts(features: Features, calibration: Calibration): ValueCounts {
  const { email, phone, address } = countValues(features)
  return { ...recallCounts(features, calibration), email, phone, address }
}

/** Tells what was learned, values one by one: there are as many as different names and contact details. */
export function tellKnowledge(features: Features, counted: ValueCounts, model: MatchModel): MatchKnowledge {
  const kinds = Object.keys(counted) as CountedKind[]
  const ordinary: MatchKnowledge['ordinary'] = {}
  for (const kind of kinds) {
    const numbers = counted[kind]
    if (numbers) ordinary[kind] = ordinaryNumber(numbers)
  }
  return { model, ordinary, values: tellValues(features, counted, ordinary) }
}

/** The number that most values have: of names the highest, as most are rare, of contact details the lowest. */
function ordinaryNumber(numbers: Float64Array | Uint8Array): number {
  let most = numbers instanceof Uint8Array ? 0 : -Infinity
  if (numbers instanceof Float64Array)
    for (let code = 1; code < numbers.length; code++) most = Math.max(most, numbers[code])
  return Number.isFinite(most) ? most : 0
}

function* tellValues(
  features: Features,
  counted: ValueCounts,
  ordinary: MatchKnowledge['ordinary'],
): Generator<KnownValue> {
  for (const kind of Object.keys(counted) as CountedKind[]) {
    const numbers = counted[kind]
    if (!numbers) continue
    const texts = countedTexts(features, kind)
    for (let code = 1; code < numbers.length; code++) {
      if (numbers[code] !== ordinary[kind]) yield { kind, value: texts[code], number: numbers[code] }
    }
  }
}

/** The counts of an input's values as a linking of many more records knew them. */
export function recallCounts(features: Features, { ordinary, values }: MatchKnowledge): ValueCounts {
  const known = new Map<string, number>()
  for (const { kind, value, number } of values) known.set(`${kind}\t${value}`, number)
  const recall = (kind: CountedKind): number[] | null => {
    const usual = ordinary[kind]
    if (usual === undefined) return null
    return countedTexts(features, kind).map((text, code) => (code === 0 ? 0 : (known.get(`${kind}\t${text}`) ?? usual)))
  }
  const bits = (kind: CountedKind) => asArray(recall(kind), (list) => Float64Array.from(list))
  const spread = (kind: CountedKind) => asArray(recall(kind), (list) => Uint8Array.from(list))
  return {
    family: bits('family'),
    given: bits('given'),
    organisation: bits('organisation'),
    desk: bits('desk'),
    email: spread('email'),
    phone: spread('phone'),
    address: spread('address'),
  }
}

function asArray<List>(list: number[] | null, make: (list: number[]) => List): List | null {
  return list && make(list)
}

/** The values of an input that counts are asked of: what has to be looked up to recall them. */
export function* askedValues(features: Features): Generator<{ kind: CountedKind; value: string }> {
  const kinds: CountedKind[] = ['family', 'given', 'organisation', 'desk', 'email', 'phone', 'address']
  for (const kind of kinds) for (const value of countedTexts(features, kind).slice(1)) yield { kind, value }
}
