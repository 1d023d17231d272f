import type { ActiveComparison } from './comparisons.ts'
import { NAME } from './compare-names.ts'
import { WORKPLACE } from './compare-workplaces.ts'
import type { Adjustment } from './frequency.ts'
import { mixHash } from './hash-text.ts'
import type { MatchModel } from './match-model.ts'
import type { Features } from './record-features.ts'

/** Weighs a pair that shares a name and nothing at work so low that it is never tried. */
const WITHHELD = -1000

/** Whether names and workplaces are all that is compared, so that a name alone may join. */
export function comparesWorkOnly(active: ActiveComparison[]): boolean {
  return active[0]?.field === 'name' && active.every(({ field }) => ['name', 'middle', 'workplace'].includes(field))
}

/** The adjustments of a first round, in which nobody is followed from one workplace to another. */
export function withholdMovers(adjust: Record<string, Adjustment>): Record<string, Adjustment> {
  const { workplace = none } = adjust
  return {
    ...adjust,
    workplace: (a, b, level) => (level === WORKPLACE.nothing ? WITHHELD : workplace(a, b, level)),
  }
}

/**
 * Weighs what a name alone says by how many bear it. A first round told people apart at their workplaces; where K of them bear one whole
 * name and a person had one workplace before this one, another of the K is the same person with a chance of at most 1 in K − 1, however rare
 * the words of the name are by themselves ("Sales Team", in every other company). Without this, names are taken to be made of
 * independent words.
 *
 * @param labels of the first round
 * @returns null when no name is borne by more than two, so that nothing would change
 */
export function capHomonyms(
  features: Features,
  labels: Uint32Array,
  { model, adjust }: { model: MatchModel; adjust: Record<string, Adjustment> },
): Record<string, Adjustment> | null {
  const { people } = features
  if (!people) return null
  const whole = people.ofRecord.map((name) => (name === 0 ? 0 : mixHash(people.given[name], people.family[name])))
  const bearers = countBearers(whole, labels)
  if (bearers.size === 0) return null
  const [names, workplaces] = ['name', 'workplace'].map((field) => model.fields.find((entry) => entry.field === field))
  if (!names || !workplaces) return null
  const apart = model.prior + names.levels[NAME.same].weight + workplaces.levels[WORKPLACE.nothing].weight
  const { name = none, workplace = none } = adjust
  return {
    ...adjust,
    workplace: (a, b, level) => {
      const before = workplace(a, b, level)
      const count = level === WORKPLACE.nothing && whole[a] === whole[b] ? bearers.get(whole[a]) : undefined
      if (count === undefined) return before
      return Math.min(before, -Math.log2(count - 2) - apart - name(a, b, NAME.same))
    },
  }
}

/** For each whole name that more than two bear how many do. */
function countBearers(whole: Uint32Array, labels: Uint32Array): Map<number, number> {
  const seen = new Set<number>()
  const bearers = new Map<number, number>()
  for (let record = 0; record < whole.length; record++) {
    if (whole[record] === 0) continue
    const key = whole[record] * 2 ** 21 + (labels[record] % 2 ** 21)
    if (seen.has(key)) continue
    seen.add(key)
    bearers.set(whole[record], (bearers.get(whole[record]) ?? 0) + 1)
  }
  for (const [name, count] of bearers) if (count < 3) bearers.delete(name)
  return bearers
}

function none(): number {
  return 0
}
