import { secondHashes } from './canonical-order.ts'
import { hashText, mixHash } from './hash-text.ts'
import type { Decided, LinkInput } from './link-input.ts'
import type { Features } from './record-features.ts'
import type { ValueCounts } from './value-counts.ts'

/**
 * What a linking leaves to the next one, so that this need not look again at what nothing has changed about: one entry a
 * record, ascending by content. No texts, digests only.
 */
export type LinkState = {
  /** Which content: 53 bits of two hashes. */
  keys: Float64Array
  /** What else its pairs depend on: how its blocks were divided, and with how many people its contact details were seen. */
  prints: Uint32Array
  /** First record of those that it hangs together with through candidates. */
  components: Uint32Array
  /** First record of its cluster. */
  clusters: Uint32Array
  /** `records + 1` offsets into `units`. */
  unitStarts: Uint32Array
  /** Digests of the units that it occurs in, ascending. */
  units: Uint32Array
}

/** Digest of a unit's name, for `unitKeys`. */
export function unitKey(name: string): number {
  return hashText(name)
}

/** The part of a state that comes before any pair is compared. */
export type RecordPrints = Pick<LinkState, 'keys' | 'prints' | 'unitStarts' | 'units'>

/**
 * Digests of everything that a record brings to its pairs.
 *
 * @param shapes for each record, how its blocks were divided
 * @param decided what people decided, by canonical position
 */
export function printRecords(
  input: LinkInput,
  features: Features,
  { counted, shapes, decided }: { counted: ValueCounts; shapes: Uint32Array; decided: Decided | undefined },
): RecordPrints {
  const { order, contents, unitStarts, units } = features
  const second = secondHashes(input)
  const prints = shapes.slice()
  for (const kind of ['email', 'phone', 'address'] as const) {
    const channel = features[kind]
    const spread = counted[kind]
    if (!channel || !spread) continue
    for (let r = 0; r < prints.length; r++)
      for (let c = channel.starts[r]; c < channel.starts[r + 1]; c++)
        prints[r] += mixHash(channel.hashes[channel.codes[c]], spread[channel.codes[c]])
  }
  printDecided(prints, contents, decided)
  return {
    keys: Float64Array.from(order, (record, i) => contents[i] * 2 ** 21 + (second[record] >>> 11)),
    prints,
    unitStarts: unitStarts.slice(),
    units: nameUnits(input, unitStarts, units),
  }
}

/** A decision changes the light in which everybody it speaks of is seen. */
function printDecided(prints: Uint32Array, contents: Uint32Array, decided: Decided | undefined): void {
  const digestOf = (records: readonly number[], seed: number) =>
    records.reduce((sum, record) => mixHash(sum, contents[record]), seed)
  for (const group of decided?.one ?? []) for (const record of group) prints[record] += digestOf(group, 1)
  for (const { a, b } of decided?.two ?? []) {
    const both = mixHash(digestOf(a, 2), digestOf(b, 3))
    for (const record of a) prints[record] += mixHash(both, 4)
    for (const record of b) prints[record] += mixHash(both, 5)
  }
}

function nameUnits({ unitKeys }: LinkInput, starts: Uint32Array, units: Uint32Array): Uint32Array {
  const named = unitKeys ? units.map((unit) => unitKeys[unit]) : units.slice()
  for (let r = 0; r + 1 < starts.length; r++) named.subarray(starts[r], starts[r + 1]).sort()
  return named
}
