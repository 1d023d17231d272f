import type { CompanyEvidence } from './evidence.ts'
import { mergeAddress, type Place } from './merge-address.ts'
import { newest, rankValues, type Ranked } from './rank-values.ts'

/** A company as an edition holds it, but for its id and the number of its contacts. */
export type Company = {
  name: string
  form: string | null
  domain: string | null
  industry: string | null
  employees: string | null
  revenue: string | null
  phone: string | null
  seen: string | null
  support: number
  confidence: number
} & Omit<Place, 'confidence_address'>

/** One company from everything that was said about it. `evidence` holds at least one record; its order does not matter. */
export function mergeCompany(evidence: readonly CompanyEvidence[]): Company {
  const domain = best(evidence, (e) => e.domain)
  const name = best(evidence, (e) => e.name) ?? domain
  const { confidence_address: _, ...place } = mergeAddress(evidence)
  return {
    name: name?.value ?? '',
    form: best(evidence, (e) => e.form)?.value ?? null,
    domain: domain?.value ?? null,
    industry: best(evidence, (e) => e.industry)?.value ?? null,
    employees: best(evidence, (e) => e.employees)?.value ?? null,
    revenue: best(evidence, (e) => e.revenue)?.value ?? null,
    phone: switchboard(evidence),
    ...place,
    seen: evidence.reduce<string | null>((seen, e) => newest(seen, e.seen ?? null), null),
    support: new Set(evidence.flatMap((e) => e.sources)).size,
    confidence: name?.confidence ?? 0,
  }
}

function best(
  evidence: readonly CompanyEvidence[],
  field: (e: CompanyEvidence) => string | null | undefined,
): Ranked<string> | null {
  const statements = evidence.flatMap((e) => {
    const value = field(e)
    return value ? [{ value, key: value, seen: e.seen ?? null, sources: e.sources, sure: 1000 }] : []
  })
  return rankValues(statements, 'support')[0] ?? null
}

/** The number most contacts share, if any is shared by more than two. */
function switchboard(evidence: readonly CompanyEvidence[]): string | null {
  const numbers = evidence.flatMap((e) => e.phones ?? []).filter((phone) => phone.kind === 'phone' && phone.names > 2)
  numbers.sort((a, b) => b.names - a.names || (a.value < b.value ? -1 : 1))
  return numbers[0]?.value ?? null
}
