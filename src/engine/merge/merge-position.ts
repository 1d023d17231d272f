import type { ContactEvidence } from './evidence.ts'
import { compareText, newest, oldest, rankValues } from './rank-values.ts'
import { signsOf } from './signs.ts'
import type { Judge } from './trust.ts'

/** U+001F keeps the parts of a past position apart inside one text. */
const PART = '\u001f'

/**
 * Where the person works now, and as what: the company said most recently (then by most sources), the title said
 * most recently there, and the positions before it.
 */
export function mergePosition(evidence: readonly ContactEvidence[], judge: Judge) {
  const companies = rankValues(
    evidence.flatMap((e) => (e.company_id ? [statement(e, e, e.company_id, 1000)] : [])),
    { preference: 'recency', weigh: judge.weigh.company },
  )
  const company = companies[0] ?? null
  const present = company ? evidence.filter((e) => e.company_id === company.key) : evidence
  const titles = rankValues(
    present.flatMap((e) => (e.title ? [statement(e, e, e.title, e.title_sure ?? 0)] : [])),
    { preference: 'recency', weigh: judge.weigh.title },
  )
  const units = rankValues(
    present.flatMap((e) => (e.unit ? [statement(e.unit, e, e.unit, 1000)] : [])),
    { preference: 'recency', weigh: judge.weigh.company },
  )
  const title = titles[0] ?? null
  const job = { level: title?.value.level ?? null, function: title?.value.function ?? null }
  const written = present.some((e) => e.emails?.some(({ role }) => !role))
  const moreOf = {
    company: { moved: Number(companies.length > 1), written: Number(written) },
    title: { moved: Number(companies.length > 1), read: Number(job.level !== null) + Number(job.function !== null) },
  }
  return {
    title: title?.value.title ?? null,
    level: title?.value.level ?? null,
    function: title?.value.function ?? null,
    subfunction: title?.value.subfunction ?? null,
    company_id: company?.key ?? null,
    company: company?.value.company ?? null,
    industry: company?.value.industry ?? null,
    unit: units[0]?.value ?? null,
    history: pastPositions(evidence, company?.key ?? null),
    signs: {
      company: company && signsOf(company, { field: 'company', judge, job, more: moreOf.company }),
      title: title && signsOf(title, { field: 'title', judge, job, more: moreOf.title }),
    },
  }
}

function statement<Value>(value: Value, e: ContactEvidence, key: string, sure: number) {
  return { value, key, seen: e.seen, sources: e.sources, sure }
}

/** Positions at other companies, latest first, each `title␟company␟first seen␟last seen`; null when there are none. */
function pastPositions(evidence: readonly ContactEvidence[], current: string | null): string[] | null {
  const past = new Map<string, { title: string; company: string; from: string | null; to: string | null }>()
  for (const e of evidence) {
    if (!e.company_id || e.company_id === current) continue
    const key = `${e.company_id}${PART}${e.title ?? ''}`
    const known = past.get(key)
    past.set(key, {
      title: e.title ?? '',
      company: e.company ?? '',
      from: oldest(known?.from ?? null, e.first_seen),
      to: newest(known?.to ?? null, e.seen),
    })
  }
  if (past.size === 0) return null
  return [...past.entries()]
    .sort(([a, p], [b, q]) => compareText(q.to ?? '', p.to ?? '') || compareText(a, b))
    .map(([, p]) => [p.title, p.company, p.from ?? '', p.to ?? ''].join(PART))
}
