import table from './comparisons.json' with { type: 'json' }
import { compareDates } from './compare-dates.ts'
import { nameComparer, type NameOutcome } from './compare-names.ts'
import { organisationComparer } from './compare-organisations.ts'
import { outcome, placeComparer } from './compare-places.ts'
import { workplaceComparer } from './compare-workplaces.ts'
import { isOneEdit } from './one-edit.ts'
import { cacheBits, PairCache } from './pair-cache.ts'
import type { Features } from './record-features.ts'
import type { Single } from './singles.ts'
import type { ValueCounts } from './value-counts.ts'

/** What is compared, in words: the levels from "says most for one and the same" down to "says most against it". */
export type Comparison = { field: string; label: string; levels: string[]; contradictsFrom?: number }

/** Every comparison that the matcher knows, in order. The matcher uses those that the records have columns for. */
export const comparisons: readonly Comparison[] = table

/** A comparison at work on given records: `compare` gives a level, or -1 when a side has nothing to compare. */
export type ActiveComparison = Comparison & { compare: (a: number, b: number) => number }

/** The comparisons that apply to these records, and the one check that stands outside the weights. */
export type Comparer = {
  active: ActiveComparison[]
  /** One is senior and the other junior. */
  clashes: (a: number, b: number) => boolean
}

/** Sets up the comparisons that the columns of these records allow. */
export function createComparer(features: Features, counted: ValueCounts): Comparer {
  const compare: Record<string, ((a: number, b: number) => number) | null> = {
    ...nameFields(features),
    workplace: hasWorkplace(features) ? workplaceComparer(features, counted) : null,
    date: features.date && textComparer(features.date, compareDates),
    place: features.postcode || features.town || features.area ? placeComparer(features) : null,
    gender: features.gender && equality(features.gender),
    occupation: features.occupation && equality(features.occupation),
    number: features.number && textComparer(features.number, compareNumbers),
  }
  const active: ActiveComparison[] = []
  for (const comparison of comparisons) {
    const compareField = compare[comparison.field]
    if (compareField) active.push({ ...comparison, compare: compareField })
  }
  return { active, clashes: clashCheck(features) }
}

function nameFields(features: Features): Record<string, ((a: number, b: number) => number) | null> {
  const { people, organisation } = features
  if (people === null) return { organisation_name: organisation && organisationComparer(organisation) }
  const compareNames = nameComparer(people)
  const { ofRecord } = people
  // The middle name is asked for right after the name of the same two records: keep the last answer.
  let last: NameOutcome = { level: -1, middle: -1, clash: false }
  let lastA = -1
  let lastB = -1
  const ask = (a: number, b: number): NameOutcome => {
    if (a === lastA && b === lastB) return last
    lastA = a
    lastB = b
    last = compareNames(ofRecord[a], ofRecord[b])
    return last
  }
  return { name: (a, b) => ask(a, b).level, middle: (a, b) => ask(a, b).middle }
}

function clashCheck({ people }: Features): (a: number, b: number) => boolean {
  if (people === null || people.generation.every((generation) => generation === 0)) return () => false
  const { ofRecord, generation } = people
  return (a, b) => {
    const first = generation[ofRecord[a]]
    const second = generation[ofRecord[b]]
    return first !== 0 && second !== 0 && first !== second
  }
}

function hasWorkplace({ people, organisation, email, phone, address }: Features): boolean {
  return email !== null || phone !== null || address !== null || (people !== null && organisation !== null)
}

function equality(single: Single): (a: number, b: number) => number {
  return (a, b) => {
    const same = outcome(single, a, b)
    return same < 0 ? -1 : 1 - same
  }
}

function textComparer(
  single: Single,
  compareTexts: (a: string, b: string) => number,
): (a: number, b: number) => number {
  const cache = new PairCache(cacheBits(single.values.length))
  return (a, b) => {
    const same = outcome(single, a, b)
    if (same !== 0) return same === 1 ? 0 : -1
    const x = single.codes[a]
    const y = single.codes[b]
    const low = x < y ? x : y
    const high = x < y ? y : x
    let level = cache.get(low, high)
    if (level < 0) {
      level = compareTexts(single.values[low], single.values[high])
      cache.set(low, high, level)
    }
    return level
  }
}

function compareNumbers(a: string, b: string): number {
  return a.length > 3 && b.length > 3 && isOneEdit(a, b) ? 1 : 2
}
