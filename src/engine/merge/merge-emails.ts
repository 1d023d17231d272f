import { checks } from './confidence.ts'
import type { ContactEvidence, EmailEvidence } from './evidence.ts'
import type { KindOfJob } from './decay.ts'
import { mailboxLetters } from './mailbox-letters.ts'
import { rankValues } from './rank-values.ts'
import { signsOf } from './signs.ts'
import type { Judge } from './trust.ts'

/**
 * The address to write to and the others. A personal address goes before a role mailbox, one said of the present
 * position before one from an earlier desk. One that cannot be delivered to goes last, one that can be before its likes; what nobody
 * knows changes nothing.
 */
export function mergeEmails(
  evidence: readonly ContactEvidence[],
  {
    present,
    judge,
    job,
    last,
  }: { present: readonly ContactEvidence[]; judge: Judge; job: KindOfJob; last: string | null },
) {
  const here = new Set(present.flatMap((e) => (e.emails ?? []).map((email) => email.value)))
  const ranked = rankValues(
    evidence.flatMap((e) => (e.emails ?? []).map((email) => statement(email, e))),
    { preference: 'recency', weigh: judge.weigh.email },
  )
  const best = ranked.toSorted((a, b) => rank(a.value, here) - rank(b.value, here))
  const [first, ...others] = best
  const more = first && {
    role: Number(first.value.role),
    here: Number(here.has(first.key)),
    checked: checks.indexOf(first.value.checked ?? 'none'),
    named: Number(last !== null && mailboxLetters(first.value.value).includes(mailboxLetters(last))),
  }
  return {
    email: first?.key ?? null,
    email_verdict: first?.value.checked ?? first?.value.verdict ?? null,
    email_role: first?.value.role ?? null,
    emails: others.length > 0 ? others.map((other) => other.key) : null,
    signs: first && more ? signsOf(first, { field: 'email', judge, job, more }) : null,
  }
}

function statement(email: EmailEvidence, e: ContactEvidence) {
  return { value: email, key: email.value, seen: e.seen, sources: e.sources, sure: email.sure }
}

function rank(email: EmailEvidence, here: ReadonlySet<string>): number {
  const usable = email.checked === 'undeliverable' ? 8 : email.checked === 'deliverable' ? 0 : 1
  return usable + (email.role ? 4 : 0) + (here.has(email.value) ? 0 : 2)
}
