import type { AddressEvidence } from './evidence.ts'
import { rankValues } from './rank-values.ts'
import { signsOf, type Signing, type Signs } from './signs.ts'
import { streetLine } from './street-line.ts'

/** Where a contact or a company is. */
export type Place = {
  street: string | null
  city: string | null
  region: string | null
  postcode: string | null
  country: string | null
}

type Said = { addresses?: AddressEvidence[] | null; seen?: string | null; sources: readonly number[] }

/** The address with the most parts known, then the one said most recently and by most. */
export function mergeAddress(
  evidence: readonly Said[],
  { judge, job }: Pick<Signing, 'judge' | 'job'>,
): Place & { signs: Signs | null } {
  const ranked = rankValues(
    evidence.flatMap((e) =>
      (e.addresses ?? []).map((a) => ({
        value: a,
        key: a.value,
        seen: e.seen ?? null,
        sources: e.sources,
        sure: a.sure,
      })),
    ),
    { preference: 'recency', weigh: judge.weigh.address },
  )
  const best = ranked.toSorted((a, b) => partsKnown(b.value) - partsKnown(a.value))[0]
  return {
    street: best ? streetLine(best.value) : null,
    city: best?.value.city ?? null,
    region: best?.value.region ?? null,
    postcode: best?.value.postcode ?? null,
    country: best?.value.country ?? null,
    signs: best ? signsOf(best, { field: 'address', judge, job, more: { parts: partsKnown(best.value) } }) : null,
  }
}

function partsKnown(a: AddressEvidence): number {
  return (a.city ? 2 : 0) + (a.street ? 1 : 0) + (a.country ? 1 : 0)
}
