import type { MatchModel } from './match-model.ts'
import type { Features } from './record-features.ts'
import { countedTexts, type CountedKind, type ValueCounts } from './value-counts.ts'

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
