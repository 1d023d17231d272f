import type { CompanyEvidence } from './evidence.ts'
import { mergeAddress, type Place } from './merge-address.ts'
import { newest, rankValues, type Ranked } from './rank-values.ts'
import { openJudge, type Judge } from './trust.ts'

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
} & Place

/** One company from everything that was said about it. `evidence` holds at least one record; its order does not matter. */
export function mergeCompany(evidence: readonly CompanyEvidence[], judge: Judge = openJudge()): Company {
  const said = { evidence, judge }
  const domain = best(said, (e) => e.domain)
  const name = best(said, (e) => e.name) ?? domain
  const { signs: _, ...place } = mergeAddress(evidence, { judge, job: null })
  return {
    name: name?.value ?? '',
    form: best(said, (e) => e.form)?.value ?? null,
    domain: domain?.value ?? null,
    industry: best(said, (e) => e.industry)?.value ?? null,
    employees: best(said, (e) => e.employees)?.value ?? null,
    revenue: best(said, (e) => e.revenue)?.value ?? null,
    phone: switchboard(evidence),
    ...place,
    seen: evidence.reduce<string | null>((seen, e) => newest(seen, e.seen ?? null), null),
    support: new Set(evidence.flatMap((e) => e.sources)).size,
    confidence: name ? agreement(name) : 0,
  }
}

function best(
  { evidence, judge }: { evidence: readonly CompanyEvidence[]; judge: Judge },
  field: (e: CompanyEvidence) => string | null | undefined,
): Ranked<string> | null {
  const statements = evidence.flatMap((e) => {
    const value = field(e)
    return value ? [{ value, key: value, seen: e.seen ?? null, sources: e.sources, sure: 1000 }] : []
  })
  return rankValues(statements, { preference: 'support', weigh: judge.weigh.company })[0] ?? null
}

/** The number most contacts share, if any is shared by more than two. */
function switchboard(evidence: readonly CompanyEvidence[]): string | null {
  const numbers = evidence.flatMap((e) => e.phones ?? []).filter((phone) => phone.kind === 'phone' && phone.names > 2)
  numbers.sort((a, b) => b.names - a.names || (a.value < b.value ? -1 : 1))
  return numbers[0]?.value ?? null
}

/**
 * Score per mille of a company's name, not calibrated: each supporting source leaves 40 % of the doubt that cleaning left,
 * and sources that say something else share the rest. Only +, −, × and ÷ on doubles: the same on every machine.
 */
function agreement(said: Ranked<string>): number {
  let doubt = 1
  const trust = (said.sure / 1000) * 0.6
  for (let i = 0; i < said.support && i < 8; i++) doubt *= 1 - trust
  const share = said.support / (said.support + said.others / 2)
  return Math.round(1000 * (1 - doubt) * share)
}
