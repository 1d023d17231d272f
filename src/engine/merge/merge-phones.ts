import type { ContactEvidence, PhoneEvidence } from './evidence.ts'
import type { KindOfJob } from './decay.ts'
import { rankValues } from './rank-values.ts'
import { signsOf } from './signs.ts'
import type { Judge } from './trust.ts'

/** Contacts that may share a number before it is taken for a switchboard. */
const DIRECT_LINE_SHARERS = 2

/** How a number reaches the person; a number that many share is never called direct. */
export type PhoneType = 'direct' | 'mobile' | 'switchboard' | 'unknown'

/** Grades of the sign `type`. */
const TYPES: PhoneType[] = ['switchboard', 'mobile', 'unknown', 'direct']

/** The number to call and the others: direct and mobile before switchboards, the present desk before earlier ones. Fax numbers are left out. */
export function mergePhones(
  evidence: readonly ContactEvidence[],
  { present, judge, job }: { present: readonly ContactEvidence[]; judge: Judge; job: KindOfJob },
) {
  const here = new Set(present.flatMap((e) => (e.phones ?? []).map((phone) => phone.value)))
  const ranked = rankValues(
    evidence.flatMap((e) =>
      (e.phones ?? [])
        .filter((phone) => phone.kind !== 'fax')
        .map((phone) => ({
          value: phone,
          key: phone.value,
          form: phone.kind,
          seen: e.seen,
          sources: e.sources,
          sure: phone.sure,
        })),
    ),
    { preference: 'recency', weigh: judge.weigh.phone },
  )
  const best = ranked.toSorted((a, b) => rank(a.value, here) - rank(b.value, here))
  const [first, ...others] = best
  const more = first && {
    type: TYPES.indexOf(phoneType(first.value)),
    shared: Math.min(5, first.value.names),
    here: Number(here.has(first.key)),
  }
  return {
    phone: first?.key ?? null,
    phone_type: first ? phoneType(first.value) : null,
    phones: others.length > 0 ? others.map((other) => other.key) : null,
    signs: first && more ? signsOf(first, { field: 'phone', judge, job, more }) : null,
  }
}

/** What a number is, from how many contacts carry it and from its numbering plan. */
export function phoneType(phone: PhoneEvidence): PhoneType {
  if (phone.names > DIRECT_LINE_SHARERS) return 'switchboard'
  // A number that stands in a column of mobiles and in one of desks is told apart by its numbering plan alone.
  if (phone.type === 'mobile' || (phone.kind === 'mobile' && !phone.desks)) return 'mobile'
  // One carrier of a number is no proof of a desk: a company of which one person is known shares its number with nobody yet.
  return 'unknown'
}

function rank(phone: PhoneEvidence, here: ReadonlySet<string>): number {
  return (phoneType(phone) === 'switchboard' ? 2 : 0) + (here.has(phone.value) ? 0 : 1)
}
